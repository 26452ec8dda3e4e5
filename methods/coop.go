package methods

import (
	"github.com/nlpodyssey/spago/nn"

	"petri/models"
	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/stream"
	"petri/models/words"
)

func init() {
	Register(spec.MethodInfo{
		Info: spec.Info{
			Name: "coop", Title: "Context optimisation (CoOp)", Family: "prompts",
			Summary: "Nobody writes the words before a class's name: a few vectors take their place, and they alone are learned from examples. Both towers stay as they are.",
			Formula: "text(c) = g([v₁] … [v_M] [name of c] .),  v trained, M·H numbers, or K·M·H where each class has its own",
			Paper:   "arXiv:2109.01134",
			Knobs: []spec.Knob{
				spec.IntKnob("length", "context length M", 16, 1, 16, "how many vectors stand in the place of words"),
				spec.BoolKnob("own", "own for each class", false, "whether each class has vectors of its own: more freedom, which takes more examples"),
				spec.ChoiceKnob("place", "place of the name", []string{string(models.NameAtEnd), string(models.NameInMiddle), string(models.NameAtFront)}, "where the class's name stands among the vectors"),
				spec.ChoiceKnob("first", "first vectors", []string{"random", "words"}, "random ones near zero, or those of “a photo of a”, as often as they fit"),
			},
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.01}, "adamw": {"lr": 0.01}, "sgd": {"lr": 0.1}},
		Site:  spec.Words,
	}, newCoOp[float32], newCoOp[float64])
}

// CoOp trains the vectors of a context (M,H), or one for each of K classes, that
// stands around the names of the classes (Zhou et al. 2021, arXiv:2109.01134,
// eq. 2 and 3). They start from N(0, 0.02²), as in the authors' code, or from words.
type CoOp[F kernel.Float] struct {
	length  int
	own     bool
	place   models.Place
	first   string
	lexicon models.Lexicon
	context *nn.Param
}

func newCoOp[F kernel.Float](v spec.Values) Method[F] {
	return &CoOp[F]{length: v.Int("length"), own: v.Bool("own"), place: models.Place(v.String("place")), first: v.String("first")}
}

// Read takes note of what the vectors have to fit.
func (c *CoOp[F]) Read(l models.Lexicon) error {
	c.lexicon = l
	return checkRoom(c.length, l)
}

// Attach freezes the whole model and returns the context.
func (c *CoOp[F]) Attach(params []layer.Named, seed int) ([]layer.Named, error) {
	freezeBut(params, nil)
	rows, H := c.rows(), op.Cols(c.lexicon.Words)
	c.context = normal[F](rows, H, 0.02, stream.New(seed, "context"))
	if c.first == "words" {
		photo, _ := words.Tokens("a photo of a")
		table := op.Data[F](c.lexicon.Words)
		for r := range rows {
			copy(op.Data[F](c.context)[r*H:][:H], table[int(photo[r%c.length%len(photo)])*H:])
		}
	}
	return []layer.Named{{Name: "context", Param: c.context}}, nil
}

// Prompt is what stands in the texts.
func (c *CoOp[F]) Prompt() models.Prompt {
	return models.Prompt{Rows: c.context, Length: c.length, Place: c.place}
}

// Count is M·H, or K·M·H.
func (c *CoOp[F]) Count([]layer.Named) int { return c.rows() * op.Cols(c.lexicon.Words) }

func (c *CoOp[F]) rows() int {
	if c.own {
		return len(c.lexicon.Names) * c.length
	}
	return c.length
}

var _ Tokens = (*CoOp[float32])(nil)
