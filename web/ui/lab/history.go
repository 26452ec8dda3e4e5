package lab

import (
	"bytes"
	"encoding/json"
	"slices"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// UseStore brings back the runs that were kept.
func (l *Lab) UseStore(s Store) {
	l.Revision++
	l.store = s
	for _, item := range s.All() {
		if r := new(Run); json.Unmarshal(item, r) == nil && r.ID > 0 {
			l.Runs = append(l.Runs, r)
			l.ids = max(l.ids, r.ID)
		}
	}
}

// UseCheckpoints keeps the run that is under way from now on.
func (l *Lab) UseCheckpoints(c Checkpoints) { l.under = c }

// Checkpoint keeps the run with a snapshot of it, until it is over.
func (l *Lab) Checkpoint(snapshot []byte) {
	switch {
	case l.under == nil || l.Run == nil:
	case l.Phase == Finished:
		l.under.Forget()
	case l.Run.Step() > 0:
		b, err := json.Marshal(l.Run)
		if err != nil { // a run holds nothing that JSON lacks
			panic("lab: the run does not encode: " + err.Error())
		}
		l.under.Keep(b, snapshot)
	}
}

// GoOn takes up a run that was under way when its page was left, paused, if it is the
// one of the recipe and no other has begun.
func (l *Lab) GoOn(run, snapshot []byte) {
	r := new(Run)
	if json.Unmarshal(run, r) != nil || r.Step() == 0 || !bytes.Equal(r.Config.JSON(), l.Recipe.Config.JSON()) {
		return
	}
	if l.Going() || l.Wanted || l.Run != nil && l.Run.Step() > 0 {
		return
	}
	l.dropEmpty()
	l.Runs = append(slices.DeleteFunc(l.Runs, func(x *Run) bool { return x.ID == r.ID }), r)
	l.ids = max(l.ids, r.ID)
	l.Run, l.Phase, l.training = r, Loading, false
	l.Revision++
	l.Notices = append(l.Notices, text.Of("resumed", text.Count(r.Step())))
	l.runner.SetState(protocol.State{Config: r.Config, Snapshot: snapshot})
}

// Drawn lists the runs that are drawn, oldest first.
func (l *Lab) Drawn() []*Run {
	return slices.DeleteFunc(slices.Clone(l.Runs), func(r *Run) bool { return r.Hidden || !l.SameTask(r) })
}

// SameTask tells whether a run learns from examples of the kind that the lab shows now,
// texts or images. What is measured of others does not belong on the same axes.
func (l *Lab) SameTask(r *Run) bool {
	m, _ := l.Catalogue.Model(r.Config.Model.Name)
	return m.Text() == l.Writes()
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

// admit gives a run a slot of its own to be drawn in; if all are taken, an
// older one makes way.
func (l *Lab) admit(r *Run) {
	var all []*Trace
	for _, x := range l.Runs {
		all = append(all, &x.Trace)
	}
	var keep *Trace
	if l.Run != nil {
		keep = &l.Run.Trace
	}
	if away := r.Admit(all, keep); away >= 0 {
		l.keepRun(l.Runs[away])
	}
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
	if r.Step() > 0 && !r.Shipped {
		Keep(l.store, r.ID, r)
	}
}
