package models

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/pieces"
	"petri/models/spec"
)

func init() {
	Register(spec.ModelInfo{
		Info: spec.Info{
			Name: "lm", Title: "Tiny language model", Family: "text",
			Summary: "A causal transformer that has read Moby-Dick and the addresses of presidents, and says which piece of text comes next. What it is to do it is told by what stands before a text: words that a person writes, or vectors that are learned.",
			Formula: "p(next piece) = softmax(E·LayerNorm(h)),  E the vectors of the pieces themselves",
			Paper:   "arXiv:1706.03762",
			Knobs:   []spec.Knob{lmWidth()},
		},
		Sites: []string{spec.Sequence, spec.Blocks}, Pretrained: "corpus", Sized: "width",
		Defaults: map[string]any{"data": "books", "start": spec.Pretrained, "method": "prompt", "batch": 16, "steps": 300, "every": 25, "test": 500},
	}, newLM[float32], newLM[float64])
}

func lmWidth() spec.Knob {
	k := spec.ChoiceKnob("width", "width", []string{"32", "64", "128"}, "numbers in the vector of a piece: how much the model can hold of a text")
	k.Default = "64"
	return k
}

const (
	lmDepth = 2
	lmHeads = 4
	lmRoom  = 32 // rows of the longest prompt
)

// LM is a causal transformer over the pieces of a text (Vaswani et al. 2017,
// arXiv:1706.03762) that normalises before each sublayer, rotates queries and keys
// by their places (arXiv:2104.09864), so that a prompt moves nothing, and scores
// the next piece by the same vectors that it reads with (arXiv:1608.05859).
//
// An example is T tokens. Where one of them is pieces.Ask, the token behind it is
// the answer and alone is learned; where none is, all are, each from those before.
type LM[F kernel.Float] struct {
	nn.Module
	Words  *layer.Embedding[F]
	Blocks []*layer.Block[F]
	Norm   *layer.LayerNorm[F]

	length  int     // T
	answers []int32 // the piece of each class; nil if there are none
	prompt  mat.Tensor
}

func newLM[F kernel.Float](v spec.Values, in spec.Shape, classes []string, rng *rand.Rand) (Model[F], error) {
	if in.C != 2 || in.H != 1 || in.W < 2 {
		return nil, &spec.FieldError{Field: "model", Message: "lm reads texts, and these examples are none: choose a data set of texts, such as books"}
	}
	width, err := strconv.Atoi(v.String("width"))
	if err != nil {
		return nil, err
	}
	m := &LM[F]{Words: layer.NewEmbedding[F](pieces.Count(), width, rng), length: in.W}
	for range lmDepth {
		b := layer.NewBlock[F](width, lmHeads, 4*width, true, rng)
		b.Attention.Rotary = true
		m.Blocks = append(m.Blocks, b)
	}
	m.Norm = layer.NewLayerNorm[F](width)
	for _, class := range classes {
		if answer, ok := pieces.Word(class); ok {
			m.answers = append(m.answers, answer)
		}
	}
	if len(m.answers) < max(2, len(classes)) {
		m.answers = nil
	}
	return m, nil
}

// Params lists the vectors of the pieces, the blocks and the last norm.
func (m *LM[F]) Params() []layer.Named {
	params := m.Words.Params("pieces")
	for i, b := range m.Blocks {
		params = append(params, b.Params(fmt.Sprintf("block%d", i+1))...)
	}
	return slices.Concat(params, m.Norm.Params("norm"))
}

// Lexicon is the pieces, and the answers as the names of classes.
func (m *LM[F]) Lexicon() Lexicon {
	l := Lexicon{Words: m.Words.W, Room: lmRoom}
	for _, answer := range m.answers {
		l.Names = append(l.Names, []int32{answer})
	}
	return l
}

// SetPrompt puts learned vectors before every text.
func (m *LM[F]) SetPrompt(p Prompt) { m.prompt = p.Rows }

// Stack is the blocks.
func (m *LM[F]) Stack() []*layer.Block[F] { return m.Blocks }

// read maps B texts of T tokens each to the state behind every token: (B·(M+T),H),
// the M of the prompt first.
func (m *LM[F]) read(t *op.Tape[F], tokens []int32, batch int) mat.Tensor {
	x := m.Words.Forward(t, tokens)
	if m.prompt != nil {
		x = op.Before(t, m.prompt, x, batch)
	}
	for _, b := range m.Blocks {
		x = b.Forward(t, x, batch)
	}
	return m.Norm.Forward(t, x)
}

// score maps states (N,H) to the logits of every piece: (N,V).
func (m *LM[F]) score(t *op.Tape[F], states mat.Tensor) mat.Tensor {
	return op.Linear(t, states, m.Words.W, nil)
}

// guesses maps the batch to the logits (N,V) of those of its tokens that are
// learned, and says which these are.
func (m *LM[F]) guesses(t *op.Tape[F], b Batch) (logits mat.Tensor, tokens []int32) {
	var rows []int32
	M := 0
	if m.prompt != nil {
		M = op.Rows(m.prompt)
	}
	for i := range b.Labels {
		text, at := b.Tokens[i*m.length:][:m.length], int32(i*(M+m.length)+M)
		if ask := slices.Index(text, pieces.Ask); ask >= 0 && ask+1 < m.length {
			rows, tokens = append(rows, at+int32(ask)), append(tokens, text[ask+1])
			continue
		}
		for j, next := range text[1:] {
			if next != pieces.Pad {
				rows, tokens = append(rows, at+int32(j)), append(tokens, next)
			}
		}
	}
	return m.score(t, op.Gather(t, m.read(t, b.Tokens, len(b.Labels)), rows)), tokens
}

// Loss is the mean softmax cross-entropy, in nats a token, over what is learned.
func (m *LM[F]) Loss(t *op.Tape[F], b Batch) mat.Tensor {
	logits, tokens := m.guesses(t, b)
	return op.SoftmaxCrossEntropy(t, logits, tokens)
}

// Measure adds the loss and, where there are answers, which of those is the most
// likely; elsewhere how many tokens are.
func (m *LM[F]) Measure(t *op.Tape[F], b Batch, s *Score) {
	logits, tokens := m.guesses(t, b)
	N, V := op.Rows(logits), op.Cols(logits)
	if m.answers != nil {
		predict(t, m.among(t, logits), b.Labels, s)
	} else {
		s.Labels = append(s.Labels, b.Labels...)
		for i, token := range tokens {
			if s.Guessed++; largest(op.Data[F](logits)[i*V:][:V]) == int(token) {
				s.Right++
			}
		}
	}
	mean := kernel.CrossEntropy(op.Data[F](t.Input(N, V)), op.Data[F](logits), tokens, N, V)
	s.Loss += float64(float64(mean) * float64(len(b.Labels)))
}

// among returns the logits of the answers alone: (N,V) → (N,K).
func (m *LM[F]) among(t *op.Tape[F], logits mat.Tensor) mat.Tensor {
	N, K, V := op.Rows(logits), len(m.answers), op.Cols(logits)
	some := t.Input(N, K)
	for i := range N {
		for k, answer := range m.answers {
			op.Data[F](some)[i*K+k] = op.Data[F](logits)[i*V+int(answer)]
		}
	}
	return some
}

// Next maps a text to what speaks for each piece to come next: N tokens → (1,V)
// logits.
func (m *LM[F]) Next(t *op.Tape[F], text []int32) mat.Tensor {
	states := m.read(t, text, 1)
	last := t.Indices(1)
	last[0] = int32(op.Rows(states) - 1)
	return m.score(t, op.Gather(t, states, last))
}

// Answers are the pieces that stand for the classes.
func (m *LM[F]) Answers() []int32 { return m.answers }

var (
	_ Writer[float32]      = (*LM[float32])(nil)
	_ Transformer[float32] = (*LM[float32])(nil)
)
