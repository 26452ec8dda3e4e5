package lab

import "slices"

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
	if l.Run != nil && len(l.Runs) > 0 {
		l.Run.Slot = l.freeSlot()
	}
}

// Drawn lists the runs that are drawn, the current one last.
func (l *Lab) Drawn() []*Run {
	return slices.DeleteFunc(slices.Clone(l.Runs), func(r *Run) bool { return r.Hidden && r != l.Run })
}

// Show draws a run or hides it.
func (l *Lab) Show(r *Run, on bool) {
	if on {
		r.Slot = l.freeSlot()
	}
	r.Hidden = !on
	l.Revision++
	l.hideOldest(r)
	l.keepRun(r)
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

// freeSlot is the first slot that no drawn run has.
func (l *Lab) freeSlot() int {
	for slot := range Slots {
		taken := func(r *Run) bool { return !r.Hidden && r.Slot == slot }
		if !slices.ContainsFunc(l.Runs, taken) {
			return slot
		}
	}
	return 0
}

// hideOldest hides runs other than r until all that are drawn have a slot of
// their own.
func (l *Lab) hideOldest(r *Run) {
	for _, old := range l.Runs {
		if len(l.Drawn()) <= Slots {
			return
		}
		if old != r && old != l.Run && !old.Hidden {
			old.Hidden = true
			l.keepRun(old)
		}
	}
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
