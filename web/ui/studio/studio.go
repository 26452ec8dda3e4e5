package studio

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"

	"petri/models/spec"
	"petri/web/runner"
	"petri/web/ui/compare"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// prefix begins the keys of the settings.
const prefix = "studio."

// A Studio is everything that the page knows of its studies of one design. Only the
// page's goroutine may use it.
type Studio struct {
	lab.Typing
	*compare.Taker
	Catalogue *spec.Catalogue
	Design    Design
	Now       *Study // nil before the first

	settings spec.Values // by the names of the knobs
	store    lab.Store
}

// New returns a Studio whose workers are not started yet.
func New(c *spec.Catalogue, d Design, spawn runner.Spawn, workers int) *Studio {
	s := &Studio{Typing: lab.NewTyping(), Catalogue: c, Design: d, settings: spec.Values{}}
	for _, k := range d.Knobs() {
		s.settings[k.Name] = k.Default
	}
	s.Taker = compare.NewTaker(spawn, workers, compare.GoOnIfRefused, s.keep)
	return s
}

// Fits tells whether a recipe's model can be studied.
func (s *Studio) Fits(recipe spec.Config) bool {
	m, err := s.Catalogue.Model(recipe.Model.Name)
	return err == nil && s.Design.Fits(m)
}

// Fields lists the settings of the form.
func (s *Studio) Fields() []spec.Setting {
	var all []spec.Setting
	for _, k := range s.Design.Knobs() {
		all = append(all, spec.Setting{Key: prefix + k.Name, Knob: k, Value: s.settings[k.Name]})
	}
	return all
}

// Set takes what was chosen in a field.
func (s *Studio) Set(key, typed string) {
	for _, f := range s.Fields() {
		if f.Key != key {
			continue
		}
		if v, ok := s.Read(f, typed); ok {
			s.settings[f.Knob.Name] = v
		}
	}
}

// Study begins a study of a recipe in place of the one there is.
func (s *Studio) Study(recipe *lab.Recipe) {
	s.Trouble = ""
	err := recipe.Sound()
	var study *Study
	var tasks []compare.Task
	if err == nil {
		study = newStudy(s.asked(recipe.Config))
		tasks, err = s.tasks(study)
	}
	if err != nil {
		s.Trouble = text.Of("fix-first.compare", text.Sentence(err.Error()))
		return
	}
	s.Cancel()
	s.Now = study
	s.Begin(tasks)
}

// asked is the plan of what the form asks for.
func (s *Studio) asked(recipe spec.Config) Plan {
	p := Plan{Design: s.Design.Name, Recipe: recipe, Columns: s.Design.Columns(s.Catalogue, recipe), Shots: []int{recipe.Data.Shots}}
	p.Seeds, _ = strconv.Atoi(s.settings.String("seeds"))
	if s.settings.Bool("all") {
		p.Shots = shots
	}
	return p
}

// tasks are the runs of a study.
func (s *Studio) tasks(study *Study) ([]compare.Task, error) {
	var all []compare.Task
	for _, r := range study.Runs {
		cfg, err := study.config(s.Catalogue, r)
		if err != nil {
			return nil, err
		}
		all = append(all, compare.Task{Name: r.name(), Config: cfg, Result: &r.Result})
	}
	return all, nil
}

// UseStore brings back the last study, which can go on where it was stopped.
func (s *Studio) UseStore(store lab.Store) {
	s.store = store
	for _, item := range store.All() {
		study, tasks, err := s.decode(item)
		if err != nil {
			continue
		}
		s.Now = study
		s.settings["seeds"] = strconv.Itoa(study.Seeds)
		if _, has := s.settings["all"]; has {
			s.settings["all"] = len(study.Shots) > 1
		}
		s.Resume(tasks)
	}
}

// keep stores the runs that are over, or that there are none: then there is no
// study.
func (s *Studio) keep(done int) {
	if done == 0 {
		s.Now = nil
		compare.KeepLast(s.store, nil)
		return
	}
	over := *s.Now
	over.Runs = slices.DeleteFunc(slices.Clone(over.Runs), func(r *Run) bool { return !r.Over })
	compare.KeepLast(s.store, over)
}

// decode reads what was kept, if it would be studied like that now.
func (s *Studio) decode(b []byte) (*Study, []compare.Task, error) {
	var kept Study
	if err := json.Unmarshal(b, &kept); err != nil {
		return nil, nil, err
	}
	recipe, err := s.Catalogue.Complete(kept.Recipe)
	few := len(kept.Shots) > 0 && len(kept.Shots) <= len(shots)
	if err != nil || !reflect.DeepEqual(recipe, kept.Recipe) || kept.Design != s.Design.Name || !few ||
		!reflect.DeepEqual(kept.Columns, s.Design.Columns(s.Catalogue, recipe)) {
		return nil, nil, errors.New("the study is of another build")
	}
	if _, err := s.Design.Knobs()[0].Check(strconv.Itoa(kept.Seeds)); err != nil {
		return nil, nil, err
	}
	whole := newStudy(kept.Plan)
	for i, r := range whole.Runs {
		if at := slices.IndexFunc(kept.Runs, func(k *Run) bool { return k.name() == r.name() }); at >= 0 {
			whole.Runs[i] = kept.Runs[at]
		}
	}
	tasks, err := s.tasks(whole)
	return whole, tasks, err
}
