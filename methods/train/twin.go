package train

import (
	"math"

	"github.com/nlpodyssey/spago/mat"

	"petri/methods"
	"petri/methods/analysis"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/stream"
)

// A twin is the session's run once more, with weights of its own that may be moved
// about without touching training, and some training examples to lose on.
type twin struct {
	*Session
	batches int           // of the first training examples, all of one size
	size    int           // of a batch
	moved   []layer.Named // the tensors that are moved
	weights bool          // they are the model's, and not what the method trains
	sides   []op.Sides    // of every batch, which are held; nil holds none
}

// twinBatch is how many examples go through a twin at a time, and batchesAtLeast how
// many batches there are if there are examples enough: they tell the spread.
const (
	twinBatch      = 125
	batchesAtLeast = 8
)

// twin returns the run at its present weights, and about so many examples for it.
// What it computes asks yield, and not the session, whether to go on.
func (s *Session) twin(examples int, yield func() bool) (*twin, error) {
	t, err := assemble(s.Config, s.set, s.theta0)
	if err != nil {
		return nil, err
	}
	t.Yield = yield
	put(t.trained, flat(s.trained))
	t.filled = false
	t.fill()
	examples = min(max(1, examples), len(s.set.TrainY))
	size := min(max(1, examples/batchesAtLeast), twinBatch)
	return &twin{Session: t, batches: examples / size, size: size, moved: t.trained}, nil
}

// examples is how many the loss is a mean of.
func (t *twin) examples() int { return t.batches * t.size }

// overWeights lets the twin move the model's weights, whatever the method trains.
func (t *twin) overWeights() { t.moved, t.weights = t.params, true }

// move goes to w, a value for every number that is moved.
func (t *twin) move(w []float32) {
	put(t.moved, w)
	t.filled = t.weights
	t.fill()
}

// values returns those that are moved, where the trained ones are as given.
func (t *twin) values(trained []float32) []float32 {
	if !t.weights {
		return trained
	}
	put(t.trained, trained)
	t.filled = false
	t.fill()
	return flat(t.params)
}

// tensors says how the values that are moved lie.
func (t *twin) tensors() (list []analysis.Tensor) {
	for _, p := range t.moved {
		list = append(list, analysis.Tensor{Rows: op.Rows(p), Cols: op.Cols(p)})
	}
	return list
}

// loss is the mean over the examples, the same in the same masks and captions
// always, and its standard error, as far as the batches tell.
func (t *twin) loss() (mean, spread float64) { return t.each(&t.tests, func(mat.Tensor) {}) }

// over is the loss that a plane has at (x,y). The weights there are written to work.
func (t *twin) over(p analysis.Plane, work []float32, x, y float64) float64 {
	p.At(work, x, y)
	t.move(work)
	loss, _ := t.loss()
	return loss
}

// gradient writes that of the mean loss by the trained values into dst.
func (t *twin) gradient(dst []float32) (loss float64) {
	t.clearGradients()
	loss, _ = t.each(&t.steps, t.steps.tape.Backward)
	if w, ok := t.method.(methods.Weights); ok {
		w.Pull()
	}
	for _, p := range t.trained {
		for _, g := range op.Grad[float32](p) {
			dst[0] = g / float32(t.batches)
			dst = dst[1:]
		}
	}
	return loss
}

// each calls f with every batch's loss, on the tape of that stage.
func (t *twin) each(g *stage, f func(loss mat.Tensor)) (mean, spread float64) {
	masks := stream.New(t.Config.Seed, "landscape masks")
	sum, squares, n := 0.0, 0.0, float64(t.batches)
	for i := range t.batches {
		first := i * t.size
		batch := t.inARow(g, t.set.TrainX, t.set.TrainY, first, first+t.size)
		if t.sides != nil {
			g.tape.Hold(&t.sides[i])
		}
		if t.cutter != nil {
			g.mask(&batch, t.cutter, masks)
		}
		batch.Captions = t.captions(g.index)
		out := t.model.Loss(g.tape, batch)
		loss := float64(op.Data[float32](out)[0])
		sum, squares = sum+loss, squares+float64(loss*loss)
		f(out)
	}
	mean = sum / n
	return mean, math.Sqrt(max(0, squares/n-float64(mean*mean)) / max(1, n-1))
}
