package train

import (
	"fmt"

	"petri/models/stream"
)

// order says which examples each step looks at: the epochs stand in a row,
// each a permutation of its own, and steps take batch after batch from it. A
// batch may reach over into the next epoch, so that all have the same size.
type order struct {
	seed, n int
	epoch   int // of perm, counted from 1; 0 is none yet
	perm    []int
	index   []int
}

// batch returns the examples of a step, counted from 0. The slice is used
// again by the next call.
func (o *order) batch(step, size int) []int {
	o.index = o.index[:0]
	for at := step * size; len(o.index) < size; at++ {
		o.shuffle(at/o.n + 1)
		o.index = append(o.index, o.perm[at%o.n])
	}
	return o.index
}

// shuffle makes perm the permutation of an epoch, which depends on the seed
// and the epoch alone, so that a run can be taken up at any step.
func (o *order) shuffle(epoch int) {
	if epoch == o.epoch {
		return
	}
	if o.perm == nil {
		o.perm = make([]int, o.n)
	}
	for i := range o.perm {
		o.perm[i] = i
	}
	rng := stream.New(o.seed, fmt.Sprintf("order %d", epoch))
	rng.Shuffle(o.n, func(i, j int) { o.perm[i], o.perm[j] = o.perm[j], o.perm[i] })
	o.epoch = epoch
}
