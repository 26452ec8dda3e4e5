package methods

import (
	"github.com/nlpodyssey/spago/nn"

	"petri/models"
	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/stream"
)

func init() {
	Register(spec.MethodInfo{
		Info: spec.Info{
			Name: "prompt", Title: "Prompt tuning", Family: "prompts",
			Summary: "A few vectors are put before every text, as if somebody had written an instruction there in words that nobody knows. They alone are learned; the model stays as it is.",
			Formula: "p(answer | [p₁] … [p_M] x₁ … x_T),  P trained, M·H numbers",
			Paper:   "arXiv:2104.08691",
			Knobs: []spec.Knob{
				spec.IntKnob("length", "prompt length M", 20, 1, 32, "how many vectors stand before a text"),
				spec.ChoiceKnob("first", "first vectors", []string{"words", "classes", "random"},
					"what they start as: words of the vocabulary, the names of the classes and then words, or numbers from −0.5 to 0.5"),
			},
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.03}, "adamw": {"lr": 0.03}, "sgd": {"lr": 0.3}},
		Site:  spec.Sequence,
	}, newPrompt[float32], newPrompt[float64])
}

// Prompt trains vectors (M,H) that stand before the embedded text (Lester et al.
// 2021, arXiv:2104.08691, section 2). They start from words drawn without
// replacement, from the mean vector of each class's name and then from such words,
// or from U(−0.5, 0.5), as in the paper's section 3.2; the vocabulary here is
// smaller than the 5,000 frequent pieces that it draws from.
type Prompt[F kernel.Float] struct {
	length  int
	first   string
	lexicon models.Lexicon
	rows    *nn.Param
}

func newPrompt[F kernel.Float](v spec.Values) Method[F] {
	return &Prompt[F]{length: v.Int("length"), first: v.String("first")}
}

// Read takes note of what the vectors have to fit.
func (p *Prompt[F]) Read(l models.Lexicon) error {
	p.lexicon = l
	return checkRoom(p.length, l)
}

// checkRoom refuses a prompt that the model has no room for.
func checkRoom(length int, l models.Lexicon) error {
	if length > l.Room {
		return spec.Refuse("method.length", "the model reads texts with room for %[2]s vectors, not %[3]s: choose %[1]s %[2]s or less", l.Room, length).Near(float64(l.Room))
	}
	return nil
}

// Attach freezes the whole model and returns the prompt.
func (p *Prompt[F]) Attach(params []layer.Named, seed int) ([]layer.Named, error) {
	freezeBut(params, nil)
	H, rng := op.Cols(p.lexicon.Words), stream.New(seed, "prompt")
	p.rows = zeros[F](p.length, H)
	x := op.Data[F](p.rows)
	if p.first == "random" {
		for i := range x {
			x[i] = F(rng.Float64() - 0.5)
		}
		return p.trained(), nil
	}
	for i, token := range rng.Perm(op.Rows(p.lexicon.Words))[:p.length] {
		p.start(x[i*H:][:H], []int32{int32(token)})
	}
	if p.first == "classes" {
		for i, name := range p.lexicon.Names[:min(p.length, len(p.lexicon.Names))] {
			p.start(x[i*H:][:H], name)
		}
	}
	return p.trained(), nil
}

// start makes a row the mean vector of some tokens.
func (p *Prompt[F]) start(row []F, tokens []int32) {
	clear(row)
	for _, token := range tokens {
		kernel.Axpy(row, F(1/float64(len(tokens))), op.Data[F](p.lexicon.Words)[int(token)*len(row):][:len(row)])
	}
}

func (p *Prompt[F]) trained() []layer.Named { return []layer.Named{{Name: "prompt", Param: p.rows}} }

// Prompt is what stands before every text.
func (p *Prompt[F]) Prompt() models.Prompt { return models.Prompt{Rows: p.rows, Length: p.length} }

// Count is M·H.
func (p *Prompt[F]) Count([]layer.Named) int { return p.length * op.Cols(p.lexicon.Words) }

var _ Tokens = (*Prompt[float32])(nil)
