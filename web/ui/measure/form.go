package measure

import (
	"errors"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// prefix begins the keys of the sweep's settings.
const prefix = "sweep."

// unused are the fields of a recipe that a sweep passes over: it measures each
// run at its last step, and takes them all.
var unused = map[string]bool{"every": true, "accuracy": true, "plateau": true}

// Fields lists what the form asks for: the recipe, then the sweep.
func (m *Meter) Fields() []spec.Setting {
	var all []spec.Setting
	for _, s := range m.Recipe.Settings() {
		if s.Key == "seed" {
			s.Knob.Title = text.Of("first-seed")
		}
		if !unused[s.Key] {
			all = append(all, s)
		}
	}
	for _, k := range sweep.Knobs() {
		all = append(all, m.field(k))
	}
	return all
}

// Set takes what was typed into a field.
func (m *Meter) Set(key, typed string) {
	name, ours := strings.CutPrefix(key, prefix)
	if !ours {
		m.Notices = append(m.Notices, m.Recipe.Set(key, typed)...)
		m.recall()
		return
	}
	i := slices.IndexFunc(sweep.Knobs(), func(k spec.Knob) bool { return k.Name == name })
	if i < 0 {
		return
	}
	if v, ok := m.Recipe.Read(m.field(sweep.Knobs()[i]), typed); ok {
		m.Settings[name] = v
		m.recall()
	}
}

// field is the field of a knob of the sweep.
func (m *Meter) field(k spec.Knob) spec.Setting {
	return spec.Setting{Key: prefix + k.Name, Knob: k, Value: m.Settings[k.Name]}
}

// Take puts a config into the recipe, but for what a sweep chooses itself.
func (m *Meter) Take(cfg spec.Config) {
	cfg.Stop = spec.Stop{Steps: cfg.Stop.Steps}
	given := cfg.Flat()
	delete(given, "method."+sweep.DimKnob)
	if method, err := m.all.Method(cfg.Method.Name); err == nil && method.Knob(sweep.DimKnob) == nil {
		m.Notices = append(m.Notices, text.Of("no-dimension", method.Title))
		for key := range given {
			if key == "method" || strings.HasPrefix(key, "method.") || key == "optim.lr" { // which belongs to the method
				delete(given, key)
			}
		}
	}
	cfg, notices := m.Catalogue.Clamp(given)
	m.Recipe.Take(cfg)
	m.Notices = append(m.Notices, lab.Notices(notices, m.Recipe.Settings()...)...)
	m.recall()
}

// Adopt puts the config of a run into the form, with the usual sweep.
func (m *Meter) Adopt(cfg spec.Config) {
	m.Settings = defaults()
	m.Take(cfg)
}

// Open reads recipe and sweep from the query of a link, unless it is empty or
// the one that the address held last; what had to be changed becomes notices.
func (m *Meter) Open(query string) {
	if query == "" || query == m.Address {
		return
	}
	m.Address = query
	link := lab.ParseLink(query)
	cfg, notices := m.Catalogue.FromQuery(link)
	m.Notices = append(m.Notices, lab.Notices(notices, m.Fields()...)...)
	m.Settings = defaults()
	for _, k := range sweep.Knobs() {
		said, ok := lab.Said(link, prefix+k.Name)
		if !ok {
			continue
		}
		given := spec.Parse(k, said)
		m.Settings[k.Name] = k.Clamp(given)
		if _, err := k.Check(given); err != nil {
			e := spec.At(prefix+k.Name, err)
			m.Notices = append(m.Notices, lab.Notices([]spec.Notice{{FieldError: e, Took: m.Settings[k.Name]}}, m.field(k))...)
		}
	}
	m.Take(cfg)
}

// Link is what the form asks for as the query of an address.
func (m *Meter) Link() string {
	return m.LinkOf(m.asked())
}

// LinkOf is a sweep as the query of an address.
func (m *Meter) LinkOf(s sweep.Sweep) string {
	q := url.Values(m.Catalogue.Query(s.Recipe))
	values := s.Values()
	for _, k := range sweep.Knobs() {
		if v := values[k.Name]; v != k.Default {
			q.Set(prefix+k.Name, spec.Word(v))
		}
	}
	return q.Encode()
}

// LabLink is a run of a sweep as the query of the lab's address. It is never
// empty: the lab keeps its recipe where a link says nothing.
func (m *Meter) LabLink(s sweep.Sweep, r sweep.Run) string {
	cfg, err := s.Config(m.all, r)
	if err != nil { // it was taken
		return ""
	}
	cfg.Stop = s.Recipe.Stop
	q := url.Values(m.all.Query(cfg))
	q.Set("method", cfg.Method.Name)
	if r.Dim > 0 {
		q.Set("method."+sweep.DimKnob, spec.Word(float64(r.Dim)))
	}
	return q.Encode()
}

// Sweep returns what the form asks for, complete.
func (m *Meter) Sweep() (sweep.Sweep, error) {
	if err := m.Recipe.Typing.Sound(m.Fields()); err != nil {
		return sweep.Sweep{}, err
	}
	return sweep.Complete(m.all, m.asked())
}

// asked is what the form asks for, as it stands.
func (m *Meter) asked() sweep.Sweep { return sweep.Sweep{Recipe: m.Recipe.Config}.With(m.Settings) }

// blame shows beside its field what is wrong with the form.
func (m *Meter) blame(err error) {
	m.Trouble = text.Of("fix-first.measure", text.Sentence(lab.Worded(err, m.Fields()...)))
	if field := (*spec.FieldError)(nil); errors.As(err, &field) {
		m.Recipe.Blame(field.Field, lab.Worded(field, m.Fields()...))
	}
}

// recall makes the measurement of what the form says the current one, if there
// is such and no other is under way.
func (m *Meter) recall() {
	s, err := m.Sweep()
	if m.Phase == Going || err != nil {
		return
	}
	for _, x := range m.Measured {
		if reflect.DeepEqual(x.Sweep, s) {
			m.choose(x)
		}
	}
}

// choose makes a measurement the current one.
func (m *Meter) choose(x *Measurement) {
	m.Now, m.Phase = x, Stopped
	if len(x.Sweep.Next(x.Results)) == 0 {
		m.Phase = Finished
	}
	m.Revision++
}

// Changed reports whether the form asks for something else than the current
// measurement.
func (m *Meter) Changed() bool {
	if m.Now == nil {
		return false
	}
	s, err := m.Sweep()
	return err != nil || !reflect.DeepEqual(s, m.Now.Sweep)
}

// Again puts recipe and settings of a measurement into the form.
func (m *Meter) Again(x *Measurement) {
	m.Settings = maps.Clone(x.Sweep.Values())
	m.Take(x.Sweep.Recipe)
}
