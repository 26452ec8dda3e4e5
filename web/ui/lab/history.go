package lab

import (
	"slices"

	"petri/models/spec"
)

// Slots is how many runs can be told apart when drawn over each other.
const Slots = 6

// UseStore brings back the runs that were kept.
func (l *Lab) UseStore(s Store) {
	l.Revision++
	l.store = s
	l.Runs = append(s.All(), l.Runs...)
	for _, r := range l.Runs {
		l.ids = max(l.ids, r.ID)
	}
}

// Drawn lists the runs that are drawn, oldest first.
func (l *Lab) Drawn() []*Run {
	return slices.DeleteFunc(slices.Clone(l.Runs), func(r *Run) bool { return r.Hidden })
}

// Shown is the run that summaries speak of: the current one or, before it has
// taken a step, the newest that is drawn. Without either it is the current one,
// which may be nil.
func (l *Lab) Shown() *Run {
	drawn := l.Drawn()
	if len(drawn) == 0 || (l.Run != nil && l.Run.Step() > 0) {
		return l.Run
	}
	return drawn[len(drawn)-1]
}

// Show draws a run or hides it.
func (l *Lab) Show(r *Run, on bool) {
	l.Revision++
	if on {
		l.admit(r)
	}
	r.Hidden = !on
	l.keepRun(r)
}

// admit gives a run a slot of its own to be drawn in. If all are taken, the
// oldest of the others makes way.
func (l *Lab) admit(r *Run) {
	r.Hidden = true
	for _, old := range l.Runs {
		if len(l.Drawn()) < Slots {
			break
		}
		if old != l.Run && !old.Hidden {
			old.Hidden = true
			l.keepRun(old)
		}
	}
	for slot := range Slots {
		taken := func(other *Run) bool { return !other.Hidden && other.Slot == slot }
		if !slices.ContainsFunc(l.Runs, taken) {
			r.Slot = slot
			break
		}
	}
	r.Hidden = false
}

// name is what a new run is called: its config's name and, where another run
// has that already, what sets it apart from that one.
func (l *Lab) name(cfg spec.Config) string {
	name := Name(l.Catalogue, cfg)
	for _, r := range l.Runs {
		if r.Name != name {
			continue
		}
		for _, s := range l.Catalogue.Differences(r.Config, cfg) {
			name += ", " + Title(s) + " " + Value(l.Catalogue, s)
		}
		break
	}
	return name
}

// Rename gives a run another name; an empty one is not taken.
func (l *Lab) Rename(r *Run, name string) {
	if name != "" {
		r.Name = name
		l.Revision++
		l.keepRun(r)
	}
}

// Remove forgets a run. The current one stays in the worker.
func (l *Lab) Remove(r *Run) {
	l.Revision++
	l.Runs = slices.DeleteFunc(l.Runs, func(x *Run) bool { return x == r })
	if l.store != nil {
		l.store.Forget(r.ID)
	}
}

// Again puts a run's config into the recipe.
func (l *Lab) Again(r *Run) {
	l.Recipe.Take(r.Config)
	l.Prepare()
}

// dropEmpty forgets runs that were reset and took no step again.
func (l *Lab) dropEmpty() {
	l.Runs = slices.DeleteFunc(l.Runs, func(r *Run) bool { return r.Step() == 0 })
}

func (l *Lab) keep() { l.keepRun(l.Run) }

func (l *Lab) keepRun(r *Run) {
	if l.store != nil && r.Step() > 0 {
		l.store.Keep(r)
	}
}
