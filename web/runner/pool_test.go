package runner

import (
	"fmt"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

// owner remembers what it was told.
type owner struct {
	said []string
	ends []End
}

func (o *owner) note(format string, args ...any) {
	o.said = append(o.said, fmt.Sprintf(format, args...))
}

func (o *owner) Moved(job string, part float64) { o.note("%s moved to %v", job, part) }
func (o *owner) Revived(reason string)          { o.note("revived: %s", reason) }
func (o *owner) Lost(reason string)             { o.note("lost: %s", reason) }
func (o *owner) Outdated(version string)        { o.note("outdated: %s", version) }
func (o *owner) Ended(job string, e End) {
	o.note("%s ended", job)
	e.Seconds = 0 // the only thing that is not the same every time
	o.ends = append(o.ends, e)
}

type poolStage struct {
	*Pool
	owner *owner
	ports []*fakePort
}

func newPoolStage(t *testing.T, most int) *poolStage {
	s := &poolStage{owner: new(owner)}
	s.Pool = NewPool(func(l Listener) Port {
		p := &fakePort{t: t, listener: l}
		s.ports = append(s.ports, p)
		return p
	}, most, s.owner)
	return s
}

// jobs of 10 steps, by their names.
func jobs(names ...string) []Job {
	var all []Job
	for _, name := range names {
		all = append(all, Job{Name: name, Config: spec.Config{Stop: spec.Stop{Steps: 10}}})
	}
	return all
}

func TestPool_Take(t *testing.T) {
	s := newPoolStage(t, 2)
	s.Take(jobs("a"))
	want(t, "workers for one job", len(s.ports), 1)
	s.Take(jobs("a", "b", "c"))
	want(t, "workers at most", len(s.ports), 2)
	want(t, "the first", s.ports[0].commands, []string{"Start a"})
	want(t, "the second", s.ports[1].commands, []string{"Start b"})

	s.ports[0].say("a", &protocol.Started{Ledger: spec.Ledger{Total: 70, Trainable: 7}})
	s.ports[0].say("a", &protocol.Metrics{Step: 5})
	s.ports[0].say("a", &protocol.Done{Step: 10, Digest: "d", Metrics: map[string]protocol.Number{"accuracy": 0.75}})
	want(t, "end", s.owner.ends, []End{{Accuracy: 0.75, Digest: "d", Total: 70, Trained: 7}})
	s.Take(jobs("b", "c"))
	want(t, "a worker is used again", s.ports[0].commands, []string{"Start a", "Stop a", "Start c"})
	want(t, "told", s.owner.said, []string{"a moved to 0.5", "a ended"})
}

// watcher is an owner that wants measurements too.
type watcher struct{ owner }

func (w *watcher) Measured(job string, e *protocol.Evaluated) {
	w.note("%s measured at %d: %v", job, e.Step, e.Metrics["maskedError"])
}

func TestPool_Watcher(t *testing.T) {
	w, port := new(watcher), &fakePort{t: t}
	p := NewPool(func(l Listener) Port {
		port.listener = l
		return port
	}, 1, w)
	p.Take(jobs("a"))
	port.say("a", &protocol.Evaluated{Step: 5, Metrics: map[string]protocol.Number{"maskedError": 0.25}})
	port.say("b", &protocol.Evaluated{Step: 6})
	port.say("a", &protocol.Done{Step: 10})
	port.say("a", &protocol.Evaluated{Step: 11})
	want(t, "told", w.said, []string{"a measured at 5: 0.25", "a ended"})

	s := newPoolStage(t, 1)
	s.Take(jobs("a"))
	s.ports[0].say("a", &protocol.Evaluated{Step: 5})
	want(t, "an owner that does not ask is not told", s.owner.said, []string(nil))
}

func TestPool_Keep(t *testing.T) {
	keep := []Job{{Name: "a", Keep: true, Config: spec.Config{Stop: spec.Stop{Steps: 10}}}}
	end := &protocol.Done{Digest: "d", Metrics: map[string]protocol.Number{"accuracy": 0.5}}

	s := newPoolStage(t, 1)
	s.Take(keep)
	s.ports[0].say("a", end)
	want(t, "not over before its model is here", len(s.owner.ends), 0)
	want(t, "export", s.ports[0].last, protocol.Command(&protocol.Export{What: "model"}))
	s.ports[0].say("a", &protocol.Saved{Name: "model", Bytes: []byte{1, 2}})
	want(t, "end", s.owner.ends, []End{{Accuracy: 0.5, Digest: "d", Model: []byte{1, 2}}})

	s.Take(keep)
	s.ports[0].say("a", end)
	s.ports[0].say("a", &protocol.Error{Message: "no memory"})
	want(t, "without a model the accuracy stands", s.owner.ends[1], End{Accuracy: 0.5, Digest: "d"})
}

func TestPool_Error(t *testing.T) {
	s := newPoolStage(t, 1)
	s.Take(jobs("a", "b"))
	s.ports[0].say("a", &protocol.Error{Message: "dim is too large", Field: "method.dim", Fatal: true})
	s.ports[0].say("a", &protocol.Error{Message: "and so is batch", Fatal: true})
	want(t, "refused once", s.owner.ends, []End{{Error: "dim is too large"}})
	s.Take(jobs("b"))
	s.ports[0].say("b", &protocol.Error{Message: "the loss was not a number"})
	want(t, "not over before Done", len(s.owner.ends), 1)
	s.ports[0].say("b", &protocol.Done{Digest: "d", Reason: "not-a-number", Metrics: map[string]protocol.Number{"accuracy": 0.1}})
	want(t, "diverged", s.owner.ends[1], End{Error: "the loss was not a number", Digest: "d"})
}

// Whether the data can be had says nothing of the run: it is not over, and the
// next ones would fare no better.
func TestPool_WithoutData(t *testing.T) {
	s := newPoolStage(t, 2)
	s.Take(jobs("a", "b"))
	s.ports[0].say("a", &protocol.Error{Message: "mnist/train-0 cannot be read", Fatal: true})
	want(t, "ends", len(s.owner.ends), 0)
	want(t, "told", s.owner.said, []string{"lost: mnist/train-0 cannot be read"})
	want(t, "ended", []bool{s.ports[0].closed, s.ports[1].closed}, []bool{true, true})
}

func TestPool_Died(t *testing.T) {
	t.Run("its job alone is begun again", func(t *testing.T) {
		s := newPoolStage(t, 2)
		s.Take(jobs("a", "b"))
		s.ports[0].listener.Died("killed")
		want(t, "the dead worker is ended", s.ports[0].closed, true)
		want(t, "the other", s.ports[1].commands, []string{"Start b"})
		want(t, "the new one", s.ports[2].commands, []string{"Start a"})
		want(t, "told", s.owner.said, []string{"a moved to 0", "revived: killed"})
		s.ports[0].say("a", &protocol.Done{})
		want(t, "what the dead say is not heard", len(s.owner.ends), 0)
	})
	t.Run("a worker without a job too", func(t *testing.T) {
		s := newPoolStage(t, 1)
		s.Take(jobs("a"))
		s.ports[0].say("a", &protocol.Done{})
		s.ports[0].listener.Died("killed")
		s.Take(jobs("b"))
		want(t, "the new one", s.ports[1].commands, []string{"Start b"})
	})
	t.Run("its job is over once, with a model, if it dies while that is written", func(t *testing.T) {
		s := newPoolStage(t, 1)
		s.Take([]Job{{Name: "a", Keep: true}})
		end := &protocol.Done{Digest: "d", Metrics: map[string]protocol.Number{"accuracy": 0.5}}
		s.ports[0].say("a", end)
		s.ports[0].listener.Died("out of memory")
		s.ports[1].say("a", end)
		s.ports[1].listener.Died("out of memory")
		s.ports[1].say("a", &protocol.Saved{Name: "model", Bytes: []byte{1}})
		want(t, "ends", len(s.owner.ends), 0)
		s.ports[2].say("a", end)
		s.ports[2].say("a", &protocol.Saved{Name: "model", Bytes: []byte{2}})
		want(t, "ends", s.owner.ends, []End{{Accuracy: 0.5, Digest: "d", Model: []byte{2}}})
		want(t, "commands of the last", s.ports[2].commands, []string{"Start a", "Export a", "Stop a"})
	})
	t.Run("gives up when nothing is ever finished", func(t *testing.T) {
		s := newPoolStage(t, 2)
		s.Take(jobs("a", "b"))
		for range livesAtMost {
			s.ports[len(s.ports)-1].listener.Died("no such file")
		}
		want(t, "workers", len(s.ports), 2+livesAtMost-1)
		for _, p := range s.ports {
			want(t, "every worker is ended", p.closed, true)
		}
		want(t, "told last", s.owner.said[len(s.owner.said)-1], "lost: no such file")
		s.Take(jobs("a"))
		want(t, "a new start is tried", s.ports[len(s.ports)-1].commands, []string{"Start a"})
	})
	t.Run("goes on as long as jobs are finished", func(t *testing.T) {
		s := newPoolStage(t, 1)
		for range 2 * livesAtMost {
			s.Take(jobs("a"))
			s.ports[len(s.ports)-1].listener.Died("out of memory")
			s.ports[len(s.ports)-1].say("a", &protocol.Done{})
		}
		want(t, "ends", len(s.owner.ends), 2*livesAtMost)
	})
}

func TestPool_Dismiss(t *testing.T) {
	s := newPoolStage(t, 2)
	s.Take(jobs("a", "b"))
	s.Dismiss()
	want(t, "ended", []bool{s.ports[0].closed, s.ports[1].closed}, []bool{true, true})
	s.ports[0].say("a", &protocol.Done{})
	want(t, "told", s.owner.said, []string(nil))
}

func TestPool_Outdated(t *testing.T) {
	s := newPoolStage(t, 1)
	s.Take(jobs("a"))
	s.ports[0].say("", &protocol.Ready{Version: "other"})
	want(t, "told", s.owner.said, []string{"outdated: other"})
	want(t, "ended", s.ports[0].closed, true)
}
