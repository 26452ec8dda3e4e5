package worker

import (
	"errors"
	"sync"

	"petri/methods/train"
	"petri/web/protocol"
)

// keptAtMost is how many paths are kept: each may take 32 MB.
const keptAtMost = 3

// A keeper keeps the paths of runs, for the landscapes of those that come later.
type keeper struct {
	mu     sync.Mutex
	trails []*train.Trail
}

// all are the paths that are kept, the newest last.
func (k *keeper) all() []*train.Trail {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]*train.Trail{}, k.trails...)
}

// put keeps a path, and lets go the oldest if there are too many.
func (k *keeper) put(t *train.Trail) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.trails = append(k.trails, t); len(k.trails) > keptAtMost {
		k.trails = k.trails[1:]
	}
}

func (k *keeper) clear() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.trails = nil
}

// keep keeps the path of the run, under a name.
func (r *run) keep(names []string) error {
	if len(names) != 1 {
		return errors.New("say what the path that is kept is to be called, in texts")
	}
	t, err := r.session.Trail(names[0], func() bool { return true })
	if err != nil {
		return err
	}
	r.w.keeper.put(t)
	return r.kept()
}

// forget lets all paths go that were kept.
func (r *run) forget() error {
	r.w.keeper.clear()
	return r.kept()
}

func (r *run) kept() error {
	e := &protocol.Kept{Names: []string{}}
	for _, t := range r.w.keeper.all() {
		e.Names = append(e.Names, t.Name)
	}
	r.emit(e)
	return nil
}
