package models

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/words"
)

func init() {
	Register(spec.ModelInfo{
		Info: spec.Info{
			Name: "clip", Title: "Tiny CLIP", Family: "picture and text",
			Summary: "One tower reads pictures, the other texts, and both arrive in one space: a picture belongs to the class whose text is nearest. So its classes are changed by writing, without training.",
			Formula: "logit(x, c) = eˢ · cos(image(x), text(c)),  s learned, eˢ ≤ 100",
			Paper:   "arXiv:2103.00020",
			Knobs: []spec.Knob{
				spec.ChoiceKnob("prompt", "prompt", []string{"a photo of a", "a picture of the", "this is a", "a handwritten", "name alone"}, "what is written before the name of each class, where no method learns it"),
			},
		},
		Sites: []string{spec.Words, spec.Blocks}, Pretrained: "captioned",
		Defaults: map[string]any{"start": spec.Pretrained, "method": "coop", "batch": 32, "steps": 300},
	}, newCLIP[float32], newCLIP[float64])
}

// The sizes of the one CLIP that there is.
const (
	clipWidth   = 64 // of a word and of the space where towers meet
	clipHeads   = 4
	clipDepth   = 2  // blocks of the text tower
	clipLength  = 24 // tokens of the longest text
	clipFilters = 16 // of the first convolution; the second has twice as many
)

// CLIP is the contrastive model of pictures and texts (Radford et al. 2021,
// arXiv:2103.00020) in a size for digits and clothes. Its picture tower is two
// convolutions, each with ReLU and pooling, and a hidden layer; its text tower a
// causal transformer that is read at the end token. Both project, with a bias, to
// a common space, in which only directions count.
type CLIP[F kernel.Float] struct {
	nn.Module
	Scale     *nn.Param // (1,1): s
	Words     *layer.Embedding[F]
	Positions *layer.Embedding[F]
	Blocks    []*layer.Block[F]
	Norm      *layer.LayerNorm[F]
	Text      *layer.Linear[F]
	Features  *Convolutions[F]
	Dense     *layer.Linear[F]
	Image     *layer.Linear[F]

	names   [][]int32 // of the classes
	context []int32   // words that stand before the name
	prompt  Prompt    // that stands there instead, if it has rows
}

func newCLIP[F kernel.Float](v spec.Values, in spec.Shape, classes []string, rng *rand.Rand) (Model[F], error) {
	m := &CLIP[F]{Scale: layer.NewToken[F](1, rng), Words: layer.NewEmbedding[F](words.Count(), clipWidth, rng), Positions: layer.NewEmbedding[F](clipLength, clipWidth, rng)}
	op.Data[F](m.Scale)[0] = F(math.Log(1 / .07))
	for range clipDepth {
		m.Blocks = append(m.Blocks, layer.NewBlock[F](clipWidth, clipHeads, 4*clipWidth, true, rng))
	}
	m.Norm, m.Text = layer.NewLayerNorm[F](clipWidth), layer.NewXavier[F](clipWidth, clipWidth, rng)

	var err error
	if m.Features, err = newConvolutions[F](in, clipFilters, 2*clipFilters, rng); err != nil {
		return nil, err
	}
	m.Dense = layer.NewLinear[F](m.Features.Size(), 2*clipWidth, rng)
	m.Image = layer.NewXavier[F](2*clipWidth, clipWidth, rng)

	for _, class := range classes {
		m.names = append(m.names, name(class))
	}
	m.context, _ = words.Tokens(v.String("prompt"))
	if v.String("prompt") == "name alone" {
		m.context = nil
	}
	return m, nil
}

// Params lists the scale of the logits, the text tower and the picture tower, each
// from its input to its projection.
func (m *CLIP[F]) Params() []layer.Named {
	params := slices.Concat([]layer.Named{{Name: "logits.scale", Param: m.Scale}}, m.Words.Params("text.words"), m.Positions.Params("text.positions"))
	for i, b := range m.Blocks {
		params = append(params, b.Params(fmt.Sprintf("text.block%d", i+1))...)
	}
	return slices.Concat(params, m.Norm.Params("text.norm"), m.Text.Params("text.projection"),
		m.Features.Params("image."), m.Dense.Params("image.dense"), m.Image.Params("image.projection"))
}

// Lexicon is the words with what room they leave for a prompt.
func (m *CLIP[F]) Lexicon() Lexicon {
	return Lexicon{Words: m.Words.W, Names: m.names, Room: clipLength - longestName - 3} // start, full stop, end
}

// SetPrompt puts learned vectors in the place of the words before the name.
func (m *CLIP[F]) SetPrompt(p Prompt) { m.prompt = p }

// Stack is the blocks of the text tower.
func (m *CLIP[F]) Stack() []*layer.Block[F] { return m.Blocks }

// Look maps pictures x (B, C·H·W) to vectors of length 1: (B,E).
func (m *CLIP[F]) Look(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	return op.Unit(t, m.Image.Forward(t, op.ReLU(t, m.Dense.Forward(t, m.Features.Forward(t, x)))))
}

// read maps N texts to vectors of length 1: (N,E). Tokens from the size of the
// vocabulary on are the rows of the prompt.
func (m *CLIP[F]) read(t *op.Tape[F], texts [][]int32) mat.Tensor {
	N, T := len(texts), 0
	for _, text := range texts {
		T = max(T, len(text))
	}
	ids, places, ends := t.Indices(N*T), t.Indices(T), t.Indices(N)
	for n, text := range texts {
		row := ids[n*T:][:T]
		for i := copy(row, text); i < T; i++ {
			row[i] = words.Pad // which nothing before it sees
		}
		ends[n] = int32(n*T + len(text) - 1)
	}
	for i := range places {
		places[i] = int32(i)
	}
	table := mat.Tensor(m.Words.W)
	if m.prompt.Rows != nil {
		table = op.ConcatRows(t, table, m.prompt.Rows)
	}
	x := op.AddRows(t, op.Gather(t, table, ids), m.Positions.Forward(t, places))
	for _, b := range m.Blocks {
		x = b.Forward(t, x, N)
	}
	return op.Unit(t, m.Text.Forward(t, op.Gather(t, m.Norm.Forward(t, x), ends)))
}

// Read maps the texts of the classes to vectors of length 1: (K,E).
func (m *CLIP[F]) Read(t *op.Tape[F]) mat.Tensor {
	texts := make([][]int32, len(m.names))
	for class, name := range m.names {
		if m.prompt.Rows == nil {
			texts[class] = prompted(name, m.context, NameAtEnd)
			continue
		}
		rows := make([]int32, m.prompt.Length)
		for i := range rows {
			rows[i] = int32(words.Count() + i)
			if op.Rows(m.prompt.Rows) > m.prompt.Length {
				rows[i] += int32(class * m.prompt.Length)
			}
		}
		texts[class] = prompted(name, rows, m.prompt.Place)
	}
	return m.read(t, texts)
}

// against maps two lists of vectors to the logits of their pairs: (B,E), (N,E) →
// (B,N).
func (m *CLIP[F]) against(t *op.Tape[F], a, b mat.Tensor) mat.Tensor {
	return op.Temper(t, op.Linear(t, a, b, nil), m.Scale, F(math.Log(100)))
}

// Logits maps x (B, C·H·W) → (B,K).
func (m *CLIP[F]) Logits(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	return m.against(t, m.Look(t, x), m.Read(t))
}

// Compare maps x (B, C·H·W) to what speaks for each of the texts: (B,N).
func (m *CLIP[F]) Compare(t *op.Tape[F], x mat.Tensor, texts []string) mat.Tensor {
	return m.against(t, m.Look(t, x), m.read(t, sentences(texts)))
}

func sentences(texts []string) [][]int32 {
	all := make([][]int32, len(texts))
	for i, text := range texts {
		all[i] = sentence(text, clipLength)
	}
	return all
}

// Loss is the mean softmax cross-entropy over the classes or, of pictures with
// captions, how well each finds its caption among those of the batch, and each
// caption its picture. A prompt is learned from classes: captions have no place for
// it.
func (m *CLIP[F]) Loss(t *op.Tape[F], b Batch) mat.Tensor {
	if b.Captions == nil || m.prompt.Rows != nil {
		return op.SoftmaxCrossEntropy(t, m.Logits(t, b.X), b.Labels)
	}
	images, texts := m.Look(t, b.X), m.read(t, sentences(b.Captions))
	own := t.Indices(len(b.Captions))
	for i := range own {
		own[i] = int32(i)
	}
	there := op.SoftmaxCrossEntropy(t, m.against(t, images, texts), own)
	back := op.SoftmaxCrossEntropy(t, m.against(t, texts, images), own)
	return op.Scale(t, op.Add(t, there, back), .5)
}

// Measure adds the loss over the classes and the predictions, captions or not.
func (m *CLIP[F]) Measure(t *op.Tape[F], b Batch, s *Score) {
	measureClasses(t, m.Logits(t, b.X), b, s)
}

// Filters returns the first convolution's weights, a picture a filter.
func (m *CLIP[F]) Filters() (*nn.Param, spec.Shape) { return m.Features.Filters() }

var (
	_ Reader[float32]      = (*CLIP[float32])(nil)
	_ Pictured[float32]    = (*CLIP[float32])(nil)
	_ Transformer[float32] = (*CLIP[float32])(nil)
)
