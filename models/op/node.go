package op

import (
	"slices"
	"sync"

	"github.com/nlpodyssey/spago/ag"
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// A gradient adds to d what the gradient dy of an operator's result contributes to its operands: d[i] belongs to the i-th operand and
// is nil if that one needs no gradient.
type gradient[F kernel.Float] func(dy []F, d [][]F)

// record puts an operator that has computed y on the tape and returns it as a tensor. What needs no gradient is not recorded.
func (t *Tape[F]) record(y *mat.Dense[F], grad gradient[F], operands ...mat.Tensor) mat.Tensor {
	t.yield()
	if t.NoGrad || !slices.ContainsFunc(operands, needsGrad) {
		return y
	}
	y.SetRequiresGrad(true)
	n := &node[F]{y: y, grad: grad, operands: operands}
	t.nodes = append(t.nodes, n)
	return ag.NewOperator(n).Run()
}

// A node shows a value with its gradient closure to spago as an operator.
type node[F kernel.Float] struct {
	y        *mat.Dense[F]
	grad     gradient[F]
	operands []mat.Tensor // nil where an optional operand is absent
}

// Forward returns the value, computed before the node was made.
func (n *node[F]) Forward() (mat.Tensor, error) { return n.y, nil }

// Operands returns the operands that are there.
func (n *node[F]) Operands() []mat.Tensor {
	return slices.DeleteFunc(slices.Clone(n.operands), func(x mat.Tensor) bool { return x == nil })
}

// spagoBackward lets one gradient closure run at a time, for they share their tape's scratch.
var spagoBackward sync.Mutex

// Backward is the path of spago's own ag.Backward, which counts the gradients it waits for: every operand that needs one is given
// exactly one, from an accumulator of its own. Tape.Backward does not come here.
func (n *node[F]) Backward(dy mat.Tensor) error {
	d := make([][]F, len(n.operands))
	for i, x := range n.operands {
		if needsGrad(x) {
			d[i] = make([]F, x.Size())
		}
	}
	spagoBackward.Lock()
	n.grad(Data[F](dy), d)
	spagoBackward.Unlock()
	for i, x := range n.operands {
		if d[i] != nil {
			x.AccGrad(mat.NewDense[F](mat.WithShape(Rows(x), Cols(x)), mat.WithBacking(d[i])))
		}
	}
	return nil
}

var _ ag.AutoGradFunction = (*node[float32])(nil)
