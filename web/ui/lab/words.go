package lab

import (
	"strings"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// Title is the name of a setting as people read it.
func Title(s spec.Setting) string { return text.Or("title."+s.Key, text.Said(s.Knob.Title)) }

// Value is a setting's value as people read it.
func Value(c *spec.Catalogue, s spec.Setting) string {
	switch v := s.Value.(type) {
	case float64:
		if s.Knob.Kind == spec.Int {
			return text.Count(int(v))
		}
		return text.Number(v)
	case bool:
		if v {
			return text.Of("on")
		}
		return text.Of("off")
	}
	return Choice(c, s.Key, Word(s.Value))
}

// Choice is the title of what can be chosen in the field key.
func Choice(c *spec.Catalogue, key, name string) string {
	if info := Info(c, key, name); info.Title != "" {
		return info.Title
	}
	return text.Or("choice."+key+"."+name, text.Said(strings.ReplaceAll(name, "-", " ")))
}

// Info returns what the catalogue says of the choice name in the field key; it
// is empty for a knob's own choices.
func Info(c *spec.Catalogue, key, name string) spec.Info {
	switch key {
	case "data", "start":
		d, _ := c.DataSet(name)
		return d.Info
	case "model":
		m, _ := c.Model(name)
		return m.Info
	case "mask":
		m, _ := c.Mask(name)
		return m
	case "method":
		m, _ := c.Method(name)
		return m.Info
	case "optim":
		o, _ := c.Optimiser(name)
		return o
	case "schedule":
		s, _ := c.Schedule(name)
		return s
	}
	return spec.Info{}
}

// Differences says in words what sets b apart from a: "dimension d 300 instead
// of 750; seed 2 instead of 1". It is empty if nothing does.
func Differences(c *spec.Catalogue, a, b spec.Config) string {
	before := map[string]spec.Setting{}
	for _, s := range c.Settings(a) {
		before[s.Key] = s
	}
	var words []string
	for _, s := range c.Differences(a, b) {
		if old, ok := before[s.Key]; ok {
			words = append(words, text.Of("instead-of", Title(s), Value(c, s), Value(c, old)))
		} else {
			words = append(words, text.Of("with", Title(s), Value(c, s)))
		}
	}
	return strings.Join(words, "; ")
}

// Name is what a run is called until somebody names it: its method with the
// numbers it was given, what is learned, model and start where they are not the
// usual ones, and the seed.
func Name(c *spec.Catalogue, cfg spec.Config) string {
	name := Choice(c, "method", cfg.Method.Name)
	rest := ""
	for _, s := range c.Settings(cfg) {
		switch {
		case strings.HasPrefix(s.Key, "method.") && (s.Knob.Kind == spec.Int || s.Knob.Kind == spec.Float):
			name += " " + Value(c, s)
		case s.Value == s.Knob.Default:
		case strings.HasPrefix(s.Key, "method.") && s.Knob.Kind == spec.Bool:
			rest += ", " + Title(s) + ": " + Value(c, s)
		case s.Key == "data" || s.Key == "model" || s.Key == "classes" || s.Key == "shift" || s.Key == "mask":
			rest += ", " + Value(c, s)
		case s.Key == "shots" || s.Key == "shuffle" || s.Key == "start":
			rest += text.Of("name."+s.Key, Value(c, s))
		}
	}
	return text.Of("run-name", name, rest, cfg.Seed)
}

// openedText says what was found when a file was opened, and whether it is what
// was last measured before it was saved.
func (r *Run) openedText(from *protocol.Origin, now *protocol.Evaluated) string {
	metric, write, suffix := "accuracy", text.Percent, ""
	if _, masked := now.Metrics["maskedError"]; masked {
		metric, write, suffix = "maskedError", text.Loss, ".masked"
	}
	name, found := text.Of("kind."+from.Name), float64(now.Metrics[metric])
	if r.Shipped {
		name = text.Of("kind.trained")
	}
	before, known := from.Metrics[metric]
	switch {
	case !known:
		return text.Of("opened.unknown"+suffix, name, write(found))
	case from.Measured != now.Step:
		return text.Of("opened.later"+suffix, name, write(found), write(float64(before)), text.Count(from.Measured))
	case float64(before) != found:
		return text.Of("opened.other"+suffix, name, write(found), write(float64(before)))
	}
	return text.Of("opened.same"+suffix, name, write(found))
}

// Accuracy is what the accuracy of a run is called. It is measured on training
// examples where their labels are shuffled.
func Accuracy(cfg spec.Config) string { return text.Of("accuracy." + measured(cfg)) }

// Examples names what the accuracy of a run is measured on.
func Examples(cfg spec.Config) string { return text.Of("examples." + measured(cfg)) }

func measured(cfg spec.Config) string {
	if cfg.Data.Shuffle == spec.ShuffledLabels {
		return "training"
	}
	return "test"
}

// Summary says in one sentence how a run stands, for reading aloud.
func (r *Run) Summary() string {
	if r.Step() == 0 {
		return text.Of("summary.none")
	}
	s := text.Of("summary.step", text.Count(r.Step()), text.Count(r.Config.Stop.Steps), text.Number(r.Loss()))
	if a, ok := r.Metric("accuracy"); ok {
		s += " " + text.Of("summary.accuracy", text.Percent(a), Accuracy(r.Config))
	}
	if e, ok := r.Metric("maskedError"); ok {
		s += " " + text.Of("summary.masked", text.Loss(e))
	}
	return s
}
