package models

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
)

var decoderWidthKnob = spec.IntKnob("decoder-width", "decoder width", 32, 16, 128, "size of a token in the decoder: a multiple of 4 and of the heads").OnLogScale()

func init() {
	Register(spec.ModelInfo{
		Info: spec.Info{
			Name: "mae", Title: "Masked autoencoder", Family: "transformer",
			Summary: "A transformer sees a quarter of the patches of a picture; a smaller one fills in the rest. Nobody tells it what the picture shows.",
			Formula: "L = mean over hidden patches of ‖decoder(encoder(visible), mask tokens) − pixels‖²/n",
			Paper:   "arXiv:2111.06377",
			Knobs: append(slices.Clone(encoderKnobs),
				decoderWidthKnob,
				spec.IntKnob("decoder-depth", "decoder depth", 1, 1, 4, "blocks of the decoder, which is thrown away after training"),
				spec.BoolKnob("normalise", "normalise patches", false, "what is learned are patches of mean 0 and variance 1: better features on photographs, but noise on nearly constant patches such as the paper around a digit. In pictures and errors the true mean and spread of each patch are put back"),
			),
		},
		Masked: true,
		Defaults: map[string]any{
			"method": "full", "optim": "adamw", "optim.lr": 0.003, "optim.beta2": 0.95, "optim.decay": 0.05,
			"schedule": "warm-up", "batch": 8.0, "steps": 3000.0, "every": 250.0, "test": 1000.0,
		},
	}, newMAE[float32], newMAE[float64])
}

// MAE is the masked autoencoder of He et al. 2021 (arXiv:2111.06377), small.
// With B images of L patches, K of them visible, the encoder of width H sees
// B·(1+K) tokens and the decoder of width D has B·(1+L); the first of each
// image is the class token, which carries no position and fills in nothing.
type MAE[F kernel.Float] struct {
	nn.Module
	*Encoder[F]

	Bridge      *layer.Linear[F] // H → D
	Mask        *nn.Param        // (1,D)
	Decoder     []*layer.Block[F]
	DecoderNorm *layer.LayerNorm[F]
	Output      *layer.Linear[F] // D → P·P·C

	normalise bool
	places    mat.Tensor // (1+L,D); the class token's are zero
}

func newMAE[F kernel.Float](v spec.Values, in spec.Shape, _ []string, rng *rand.Rand) (Model[F], error) {
	if err := fits(v, in, widthKnob, decoderWidthKnob); err != nil {
		return nil, err
	}
	m := &MAE[F]{Encoder: newEncoder[F](v, in, rng), normalise: v.Bool("normalise")}
	narrow := v.Int("decoder-width")
	m.Bridge = layer.NewXavier[F](v.Int("width"), narrow, rng)
	m.Mask = layer.NewToken[F](narrow, rng)
	m.Decoder = newBlocks[F](v.Int("decoder-depth"), narrow, v.Int("heads"), rng)
	m.DecoderNorm = layer.NewLayerNorm[F](narrow)
	m.DecoderNorm.Eps = precise
	m.Output = layer.NewXavier[F](narrow, m.patches.Size(), rng)
	m.settle()
	places := mat.NewDense[F](mat.WithShape(1+m.patches.Count(), narrow))
	copy(op.Data[F](places)[narrow:], op.Data[F](layer.SinCos2D[F](m.patches.Rows(), m.patches.Cols(), narrow)))
	m.places = places
	return m, nil
}

// settle changes the scale of weights that MAE, too, draws by Xavier's rule. What is
// added to the places of tokens starts small, so that attention finds neighbours
// from the first steps on, and so does the answer; the patches count in units of
// their spread, as where MAE divides pixels by it. On MNIST 2,000 steps then come to
// a masked error of .056, mean of three seeds, which takes more than 3,000 without.
func (m *MAE[F]) settle() {
	const small, spread = 0.1, 1. / 3
	ends := []*layer.Linear[F]{m.Bridge, m.Output}
	for _, b := range slices.Concat(m.Blocks, m.Decoder) {
		ends = append(ends, b.Attention.Out, b.Down)
	}
	for _, l := range ends {
		kernel.Scale(op.Data[F](l.W), small)
	}
	kernel.Scale(op.Data[F](m.Embed.W), 1/spread)
}

// Params lists the encoder's, bridge, mask, decoder1.…, decoder-norm and output.
func (m *MAE[F]) Params() []layer.Named {
	params := slices.Concat(m.Encoder.Params(), m.Bridge.Params("bridge"), []layer.Named{{Name: "token.mask", Param: m.Mask}})
	for i, b := range m.Decoder {
		params = append(params, b.Params(fmt.Sprintf("decoder%d", i+1))...)
	}
	return slices.Concat(params, m.DecoderNorm.Params("decoder-norm"), m.Output.Params("output"))
}

// Patches is the grid that pictures are cut into.
func (m *MAE[F]) Patches() kernel.Patches { return m.patches }

// decode maps the encoder's tokens (B·(1+K), H) to patches, after a row for the
// class token that means nothing: (B·(1+L), P·P·C). If rows of that are listed, as
// many of each image, it returns these alone.
func (m *MAE[F]) decode(t *op.Tape[F], tokens mat.Tensor, order []int32, visible int, rows []int32) mat.Tensor {
	L := m.patches.Count()
	B := len(order) / L
	restore := t.Indices(B * (1 + L))
	for b := range B {
		row := restore[b*(1+L):][:1+L]
		for i := range row {
			row[i] = 0 // the mask token
		}
		row[0] = int32(1 + b*(1+visible))
		for i, patch := range order[b*L:][:visible] {
			row[1+patch] = row[0] + int32(1+i)
		}
	}
	x := op.ConcatRows(t, m.Mask, m.Bridge.Forward(t, tokens))
	x = op.AddRows(t, op.Gather(t, x, restore), m.places)
	for i, b := range m.Decoder {
		if i == len(m.Decoder)-1 && rows != nil {
			x = b.Some(t, x, rows, B)
		} else {
			x = b.Forward(t, x, B)
		}
	}
	return m.Output.Forward(t, m.DecoderNorm.Forward(t, x))
}

// fillIn returns what the decoder says of every patch, after a row for the
// class token of each image: (B·(1+L), P·P·C); and the patches themselves.
func (m *MAE[F]) fillIn(t *op.Tape[F], b Batch) (filled, patches mat.Tensor) {
	patches = op.Patches(t, b.X, m.patches)
	return m.decode(t, m.Forward(t, patches, b.Order, b.Visible), b.Order, b.Visible, nil), patches
}

// Loss is the mean over all hidden patches of the batch of the mean squared
// error of their values, which are normalised first if the model is for that.
// What would be said of visible patches does not enter, and is not computed.
func (m *MAE[F]) Loss(t *op.Tape[F], b Batch) mat.Tensor {
	patches := op.Patches(t, b.X, m.patches)
	in, of := hiddenRows(t, b, m.patches.Count())
	filled := m.decode(t, m.Forward(t, patches, b.Order, b.Visible), b.Order, b.Visible, in)
	return op.MeanSquaredError(t, filled, op.Gather(t, m.target(t, patches), of))
}

// Encode maps x (B, C·H·W), all of it visible, to the means of the patches'
// tokens: (B, H).
func (m *MAE[F]) Encode(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	B, L := op.Rows(x), m.patches.Count()
	tokens := m.Forward(t, op.Patches(t, x, m.patches), inOrder(t, B, L), L)
	return op.MeanTokens(t, op.Gather(t, tokens, afterFirst(t, B, L)), B)
}

// Measure adds the batch's loss and the errors of its patches.
func (m *MAE[F]) Measure(t *op.Tape[F], b Batch, s *Score) {
	filled, patches := m.fillIn(t, b)
	loss := op.Data[F](hiddenError(t, filled, m.target(t, patches), b, m.patches.Count()))[0]
	s.Loss += float64(float64(loss) * float64(len(b.Labels)))
	s.Labels = append(s.Labels, b.Labels...)
	measurePatches(s, op.Data[F](m.pixels(t, filled, patches)), op.Data[F](patches), b, m.patches)
}

// Reconstruct maps the batch to pictures of all patches as the decoder fills
// them in: (B, C·H·W).
func (m *MAE[F]) Reconstruct(t *op.Tape[F], b Batch) mat.Tensor {
	filled, patches := m.fillIn(t, b)
	from, y := op.Data[F](m.pixels(t, filled, patches)), t.Input(op.Rows(b.X), op.Cols(b.X))
	for i, size := 0, op.Cols(b.X); i < op.Rows(b.X); i++ {
		kernel.JoinPatches(op.Data[F](y)[i*size:][:size], from[i*size:][:size], m.patches)
	}
	return y
}

// Helped tells whether patches are normalised.
func (m *MAE[F]) Helped() bool { return m.normalise }

// target is what patches (B·L, n) are to be filled in as.
func (m *MAE[F]) target(t *op.Tape[F], patches mat.Tensor) mat.Tensor {
	if !m.normalise {
		return patches
	}
	R, n := op.Rows(patches), op.Cols(patches)
	y, moments := t.Input(R, n), op.Data[F](t.Input(2, R))
	kernel.Standardise(op.Data[F](y), moments[:R], moments[R:], op.Data[F](patches), R, n, StandardEps)
	return y
}

// pixels is what the decoder says of the patches, without the row for the class
// token, in the units of the pictures: (B·L, n). Where it was asked for
// normalised patches it is told the mean and the variance of the true one, as in
// the pictures of the paper.
func (m *MAE[F]) pixels(t *op.Tape[F], filled, patches mat.Tensor) mat.Tensor {
	R, n, L := op.Rows(patches), op.Cols(patches), m.patches.Count()
	y := op.Gather(t, filled, afterFirst(t, R/L, L))
	if !m.normalise {
		return y
	}
	moments := op.Data[F](t.Input(2, R))
	kernel.Standardise(op.Data[F](t.Input(R, n)), moments[:R], moments[R:], op.Data[F](patches), R, n, StandardEps)
	for r := range R {
		row := op.Data[F](y)[r*n:][:n]
		for i, v := range row {
			row[i] = F(v*moments[R+r]) + moments[r]
		}
	}
	return y
}

var (
	_ Masked[float32]   = (*MAE[float32])(nil)
	_ Pictured[float32] = (*MAE[float32])(nil)
)
