package lab

import (
	"encoding/json"
	"math"
	"testing"

	"petri/web/protocol"
)

var nan = float32(math.NaN())

// fakeStore keeps things by number, as the browser does.
type fakeStore map[int][]byte

func (s fakeStore) Keep(id int, item []byte) { s[id] = item }
func (s fakeStore) Next() int                { return len(s) + 1 }
func (s fakeStore) Forget(id int)            { delete(s, id) }

func (s fakeStore) All() [][]byte {
	var all [][]byte
	for id := range 100 {
		if item, ok := s[id]; ok {
			all = append(all, item)
		}
	}
	return all
}

// trained runs a recipe to its end.
func trained(l *Lab, p *fakePort) *Run {
	l.Train()
	p.say(&protocol.Started{Config: l.Run.Config})
	steps(p, 1, 2.5, 2.0)
	p.say(&protocol.Done{Step: 2, Reason: "steps", Digest: "d"})
	return l.Run
}

func TestLab_UseStore(t *testing.T) {
	store := fakeStore{}
	l, p := newLab(t)
	l.UseStore(store)
	first := trained(l, p)
	first.Losses[1] = nan
	l.Rename(first, "mine")
	l.Rename(first, "")

	again, p := newLab(t)
	again.UseStore(store)
	want(t, "runs after a reload", len(again.Runs), 1)
	r := again.Runs[0]
	want(t, "name", r.Name, "mine")
	want(t, "digest", r.Digest, "d")
	if len(r.Losses) != 2 || r.Losses[1] == r.Losses[1] {
		t.Errorf("losses: got %v, want 2.5 and not-a-number", r.Losses)
	}
	second := trained(again, p)
	want(t, "numbers are not used again", second.ID, 2)
	want(t, "slots are not shared", second.Slot, 1)
	again.Remove(r)
	want(t, "a removed run is forgotten", len(store.All()), 1)
}

func TestLab_Drawn(t *testing.T) {
	l, p := newLab(t)
	for range Slots + 2 {
		trained(l, p)
	}
	want(t, "runs", len(l.Runs), Slots+2)
	want(t, "drawn", len(l.Drawn()), Slots)
	slots := map[int]bool{}
	for _, r := range l.Drawn() {
		slots[r.Slot] = true
	}
	want(t, "each in a style of its own", len(slots), Slots)
	l.Show(l.Runs[0], true)
	want(t, "one that is shown again takes the place of another", len(l.Drawn()), Slots)
	want(t, "and is drawn", l.Runs[0].Hidden, false)
}

func TestLab_name(t *testing.T) {
	l, p := newLab(t)
	want(t, "first", trained(l, p).Name, "Subspace 750, seed 0")
	l.Set("optim.lr", "0.01")
	l.Set("batch", "32")
	want(t, "another of the same name", trained(l, p).Name, "Subspace 750, seed 0, learning rate 0.01, batch size 32")
	want(t, "the same once more", trained(l, p).Name, "Subspace 750, seed 0, learning rate 0.01, batch size 32")
	l.Set("seed", "1")
	want(t, "a name of its own", trained(l, p).Name, "Subspace 750, seed 1")
}

func TestLab_Again(t *testing.T) {
	l, p := newLab(t)
	l.Set("method.dim", "300")
	r := trained(l, p)
	l.Set("method.dim", "20")
	l.Again(r)
	want(t, "recipe", l.Recipe.Config.Method.Knobs.Int("dim"), 300)
}

// fakeCheckpoints keeps the run that is under way.
type fakeCheckpoints struct{ run, snapshot []byte }

func (c *fakeCheckpoints) Keep(run, snapshot []byte) { c.run, c.snapshot = run, snapshot }
func (c *fakeCheckpoints) Forget()                   { *c = fakeCheckpoints{} }

func TestLab_GoesOnAfterAReload(t *testing.T) {
	l, p := begin(t)
	under := new(fakeCheckpoints)
	l.UseCheckpoints(under)
	l.Checkpoint([]byte("nothing has been trained"))
	want(t, "before the first step", under.run, []byte(nil))
	l.Train()
	steps(p, 1, 2.5, 2.0)
	l.Checkpoint([]byte("two"))
	want(t, "snapshot", string(under.snapshot), "two")

	again, q := begin(t)
	again.UseCheckpoints(under)
	again.GoOn(under.run, under.snapshot)
	want(t, "what the worker is given", q.last, protocol.Command(&protocol.SetState{State: protocol.State{Config: l.Run.Config, Snapshot: []byte("two")}}))
	want(t, "steps until it tells its own", again.Run.Step(), 2)
	q.say(&protocol.Started{Config: l.Run.Config, Step: 1, Paused: true, Origin: &protocol.Origin{Name: "snapshot"}})
	want(t, "phase", again.Phase, Paused)
	want(t, "steps", again.Run.Step(), 1)
	want(t, "runs", len(again.Runs), 1)
	again.Resume()
	steps(q, 2, 2.0)
	q.say(&protocol.Done{Step: 2, Reason: "steps"})
	again.Checkpoint([]byte("the end"))
	want(t, "a run that is over is not under way", under.run, []byte(nil))

	other, _ := begin(t)
	other.Set("seed", "9")
	b, _ := json.Marshal(l.Run)
	other.GoOn(b, []byte("two"))
	if other.Run != nil && other.Run.Step() > 0 {
		t.Error("the run of another recipe was taken up")
	}
	other.GoOn([]byte("nonsense"), nil)
}
