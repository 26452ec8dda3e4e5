package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// A Tape records operators as they run, and owns the buffers of their results. It belongs to one goroutine.
//
// The i-th tensor asked for after a Reset is the i-th of the step before if the shapes agree, so a loop of equal steps allocates no
// numbers. Use a second tape where shapes differ, for example to evaluate on larger batches.
type Tape[F kernel.Float] struct {
	// NoGrad records nothing: operators compute their values only.
	NoGrad bool
	// Yield, if set, is called after every operator, forward and backward, and often inside long ones. It must not use the tape.
	Yield func()
	// Watch, if set, is called with the probabilities (B,N,Tq,Tk) of every attention. They are its own: it must copy what it keeps.
	Watch func(p []F, h Heads, Tq, Tk int)

	nodes   []*node[F]
	tensors pool[*mat.Dense[F]]
	indices pool[[]int32]
	work    []F
	grads   [][]F
	sides   *Sides // that are held, or nil
}

// NewTape returns an empty tape.
func NewTape[F kernel.Float]() *Tape[F] { return new(Tape[F]) }

// Reset forgets the operators and takes back all tensors handed out: what was returned before must not be used any more.
func (t *Tape[F]) Reset() {
	clear(t.nodes)
	t.nodes = t.nodes[:0]
	t.tensors.next = 0
	t.indices.next = 0
	t.sides = nil
}

// Input returns a zeroed (rows, cols) tensor that needs no gradient, to be filled through Data.
func (t *Tape[F]) Input(rows, cols int) *mat.Dense[F] {
	d := t.tensors.take(
		func(d *mat.Dense[F]) bool { return Rows(d) == rows && Cols(d) == cols },
		func() *mat.Dense[F] { return mat.NewDense[F](mat.WithShape(rows, cols)) },
	)
	clear(Data[F](d))
	ClearGrad[F](d)
	d.SetRequiresGrad(false)
	return d
}

// Backward adds the gradient of the scalar loss to every tensor it depends on that needs one. Call it once between two Resets: the
// gradients of intermediate results are cleared only when their buffers are handed out again.
func (t *Tape[F]) Backward(loss mat.Tensor) {
	if loss.Size() != 1 {
		panic(fmt.Sprintf("op: backward: the loss is %dx%d, wanted a scalar", Rows(loss), Cols(loss)))
	}
	if !loss.RequiresGrad() {
		return
	}
	Grad[F](loss)[0] = 1
	for i := len(t.nodes) - 1; i >= 0; i-- {
		n := t.nodes[i]
		t.grads = t.grads[:0]
		for _, x := range n.operands {
			t.grads = append(t.grads, Grad[F](x))
		}
		n.grad(Grad[F](n.y), t.grads)
		t.yield()
	}
}

func (t *Tape[F]) yield() {
	if t.Yield != nil {
		t.Yield()
	}
}

// result returns a zeroed tensor for an operator to fill, and its values.
func (t *Tape[F]) result(rows, cols int) (*mat.Dense[F], []F) {
	y := t.Input(rows, cols)
	return y, Data[F](y)
}

// keep returns n zeros that stay the caller's until Reset: what a forward pass saves for its gradient.
func (t *Tape[F]) keep(n int) []F { return Data[F](t.Input(1, n)) }

// Indices returns n indices, which are not zeroed, that stay the caller's until Reset.
func (t *Tape[F]) Indices(n int) []int32 {
	return t.indices.take(
		func(s []int32) bool { return len(s) == n },
		func() []int32 { return make([]int32, n) },
	)
}

// scratch returns n numbers of any value, the caller's until the next call of scratch.
func (t *Tape[F]) scratch(n int) []F {
	if len(t.work) < n {
		t.work = make([]F, n)
	}
	return t.work[:n]
}

// A pool hands out the same items in the same order, step after step.
type pool[T any] struct {
	items []T
	next  int
}

// take returns the next item if it fits, and otherwise a new one in its place.
func (p *pool[T]) take(fits func(T) bool, create func() T) T {
	i := p.next
	p.next++
	if i == len(p.items) {
		p.items = append(p.items, create())
	} else if !fits(p.items[i]) {
		p.items[i] = create()
	}
	return p.items[i]
}
