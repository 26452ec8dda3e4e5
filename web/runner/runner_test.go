package runner

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"petri/models/spec"
	"petri/web/protocol"
)

// fakePort is a worker that remembers what it was told.
type fakePort struct {
	t        *testing.T
	listener Listener
	commands []string // "type run"
	last     protocol.Command
	closed   bool
}

func (p *fakePort) Post(text []byte, parts [][]byte) {
	run, c, err := protocol.DecodeCommand(text)
	if err = errors.Join(err, protocol.Join(c, parts)); err != nil {
		p.t.Fatal(err)
	}
	p.commands = append(p.commands, reflect.TypeOf(c).Elem().Name()+" "+run)
	p.last = c
}

func (p *fakePort) Close() { p.closed = true }

func (p *fakePort) say(run string, e protocol.Event) {
	parts := protocol.Split(e)
	p.listener.Heard(protocol.EncodeEvent(run, e), parts)
}

// audience remembers what it was told.
type audience struct {
	checkpoint              []byte
	events                  []protocol.Event
	revived, lost, outdated []string
}

func (a *audience) Event(e protocol.Event)  { a.events = append(a.events, e) }
func (a *audience) Revived(reason string)   { a.revived = append(a.revived, reason) }
func (a *audience) Checkpoint(s []byte)     { a.checkpoint = s }
func (a *audience) Lost(reason string)      { a.lost = append(a.lost, reason) }
func (a *audience) Outdated(version string) { a.outdated = append(a.outdated, version) }

type stage struct {
	*Runner
	audience *audience
	ports    []*fakePort
}

func (s *stage) port() *fakePort { return s.ports[len(s.ports)-1] }

func newStage(t *testing.T) *stage {
	s := &stage{audience: new(audience)}
	s.Runner = New(func(l Listener) Port {
		p := &fakePort{t: t, listener: l}
		s.ports = append(s.ports, p)
		return p
	}, s.audience)
	return s
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s: got %v, want %v", what, got, want)
	}
}

func TestRunner_Start(t *testing.T) {
	s := newStage(t)
	s.Start(spec.Config{Seed: 1}, false)
	s.Start(spec.Config{Seed: 2}, true)
	want(t, "commands", s.port().commands, []string{"Start run-1", "Stop run-1", "Start run-2"})

	s.port().say("run-1", &protocol.Metrics{Step: 9})
	want(t, "events of a run that was left", len(s.audience.events), 0)
	s.port().say("run-2", &protocol.Metrics{Step: 1, Losses: []protocol.Number{2}})
	want(t, "events of the run", len(s.audience.events), 1)
}

func TestRunner_Send(t *testing.T) {
	s := newStage(t)
	s.Send(&protocol.Pause{})
	want(t, "workers for a command without a run", len(s.ports), 0)
	s.Start(spec.Config{}, true)
	s.Send(&protocol.Resume{})
	s.Send(&protocol.Set{LR: 0.5})
	s.Send(&protocol.Stop{})
	s.Send(&protocol.Pause{})
	want(t, "commands", s.port().commands,
		[]string{"Start run-1", "Resume run-1", "Set run-1", "Snapshot run-1", "Stop run-1"})
}

func TestRunner_Died(t *testing.T) {
	t.Run("goes on from the newest snapshot", func(t *testing.T) {
		s := newStage(t)
		s.Start(spec.Config{}, false)
		s.port().say("run-1", &protocol.Started{})
		s.saved = time.Now().Add(-snapshotEvery)
		s.port().say("run-1", &protocol.Metrics{Step: 7})
		want(t, "commands", s.port().commands, []string{"Start run-1", "Snapshot run-1"})
		s.port().say("run-1", &protocol.Saved{Name: "snapshot", Step: 7, Bytes: []byte{1, 2, 3}})
		s.port().listener.Died("out of memory")

		want(t, "the dead worker is ended", s.ports[0].closed, true)
		want(t, "commands", s.port().commands, []string{"Restore run-1", "Resume run-1"})
		want(t, "revived", s.audience.revived, []string{"out of memory"})
		want(t, "events: our own snapshot is not among them", len(s.audience.events), 2)

		s.port().say("run-1", &protocol.Started{Step: 7, Paused: true})
		s.port().listener.Died("again")
		want(t, "the snapshot is still there", s.port().commands, []string{"Restore run-1", "Resume run-1"})
		s.ports[0].listener.Died("an echo")
		s.ports[0].say("run-1", &protocol.Metrics{Step: 99})
		want(t, "what the dead say is not heard", []int{len(s.ports), len(s.audience.events)}, []int{3, 3})
	})
	t.Run("begins again without a snapshot", func(t *testing.T) {
		s := newStage(t)
		s.Start(spec.Config{Seed: 5}, true)
		s.port().listener.Died("x")
		want(t, "commands", s.port().commands, []string{"Start run-1"})
		want(t, "start", s.port().last, protocol.Command(&protocol.Start{Config: spec.Config{Seed: 5}, Paused: true}))
	})
	t.Run("gives up when workers die at once", func(t *testing.T) {
		s := newStage(t)
		s.Start(spec.Config{}, false)
		for range livesAtMost {
			s.port().listener.Died("no such file")
		}
		want(t, "workers", len(s.ports), livesAtMost)
		want(t, "lost", s.audience.lost, []string{"no such file"})
		s.Start(spec.Config{}, false)
		want(t, "a new start is tried", s.port().commands, []string{"Start run-2"})
	})
	t.Run("forgets deaths of long ago", func(t *testing.T) {
		s := newStage(t)
		s.Start(spec.Config{}, false)
		for range 2 * livesAtMost {
			s.lives.died = time.Now().Add(-2 * soon)
			s.port().listener.Died("out of memory")
		}
		want(t, "lost", len(s.audience.lost), 0)
	})
	t.Run("keeps a finished run", func(t *testing.T) {
		s := newStage(t)
		s.Start(spec.Config{}, false)
		s.port().say("run-1", &protocol.Done{Step: 9})
		s.port().say("run-1", &protocol.Saved{Name: "snapshot", Bytes: []byte{9}})
		s.port().listener.Died("x")
		want(t, "commands", s.port().commands, []string{"Restore run-1"})
	})
}

func TestRunner_Restore(t *testing.T) {
	s := newStage(t)
	s.Start(spec.Config{}, false)
	s.Restore([]byte("not a file"))
	s.port().say("run-2", &protocol.Error{Message: "that is no file of ours", Fatal: true})
	want(t, "a bad file is told of, and ends nothing", s.audience.events[0], protocol.Event(&protocol.Error{Message: "that is no file of ours"}))
	s.Send(&protocol.Pause{})
	want(t, "commands", s.port().commands, []string{"Start run-1", "Restore run-2", "Pause run-1"})

	s.Restore([]byte("a file"))
	s.port().say("run-3", &protocol.Started{Step: 4, Paused: true})
	want(t, "the run before is stopped", s.port().commands[3:], []string{"Restore run-3", "Stop run-1"})
	want(t, "event", s.audience.events[1].(*protocol.Started).Step, 4)
}

func TestRunner_Outdated(t *testing.T) {
	s := newStage(t)
	s.Start(spec.Config{}, true)
	s.port().say("", &protocol.Ready{Version: protocol.Version})
	want(t, "same build", len(s.audience.outdated), 0)
	s.port().say("", &protocol.Ready{Version: "other"})
	want(t, "other build", s.audience.outdated, []string{"other"})
}

func TestRunner_Heard(t *testing.T) {
	s := newStage(t)
	s.Start(spec.Config{}, true)
	s.port().listener.Heard([]byte("{"), nil)
	want(t, "what cannot be read counts as a death", len(s.audience.revived), 1)

	s.Send(&protocol.Snapshot{})
	s.port().say("run-1", &protocol.Saved{Name: "snapshot", Bytes: []byte{1}})
	want(t, "a snapshot somebody asked for is handed on", len(s.audience.events), 1)
	s.port().say("run-1", &protocol.Error{Message: "bad", Fatal: true})
	s.Send(&protocol.Pause{})
	want(t, "a failed run takes no commands", s.port().commands, []string{"Start run-1", "Snapshot run-1"})
}

// A check goes beside the run; where the worker dies of it, it counts as refused, and is
// not asked again.
func TestRunner_Check(t *testing.T) {
	s := newStage(t)
	s.Start(spec.Config{Seed: 1}, false)
	var answers [][]protocol.Error
	check := func() {
		s.Check(spec.Config{Seed: 2}, func(wrong []protocol.Error) { answers = append(answers, wrong) })
	}
	check()
	s.port().say("check-1", &protocol.Checked{Wrong: []protocol.Error{{Message: "no", Field: "seed"}}})
	s.port().say("check-1", &protocol.Checked{}) // nobody has asked
	want(t, "answers", answers, [][]protocol.Error{{{Message: "no", Field: "seed"}}})
	check()
	s.port().listener.Died("out of memory")
	want(t, "answers", len(answers), 2)
	want(t, "it says why", answers[1][0].Message, "the worker has died, so nothing was changed: out of memory")
	want(t, "the run goes on", s.port().commands, []string{"Start run-1"})
}
