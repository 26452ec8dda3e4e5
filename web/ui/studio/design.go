package studio

import (
	"slices"

	"petri/models/spec"
	"petri/web/ui/text"
)

// A Design says what is studied of a recipe. The models that it is for, its columns
// and its settings are all that sets one study apart from another.
type Design struct {
	Name    string
	Fits    func(m spec.ModelInfo) bool
	Columns func(c *spec.Catalogue, recipe spec.Config) []Column
	Knobs   func() []spec.Knob
}

// A Column is what stands beside the others: one way to train, or the model as it
// is.
type Column struct {
	Method string `json:"method"`
	Frozen bool   `json:"frozen,omitempty"` // it is measured before step 0, and not trained
}

// Name tells a column from the others of its study.
func (c Column) Name() string {
	if c.Frozen {
		return "frozen"
	}
	return c.Method
}

// The model as it is, under a method that puts nothing in the place of what a
// person has written.
var asItIs = Column{Method: "probe", Frozen: true}

// FewShots sets a written prompt beside what is learned from a few examples, as
// the figures of CoOp do (arXiv:2109.01134, figure 3).
var FewShots = Design{
	Name: "few-shots",
	Fits: func(m spec.ModelInfo) bool { return slices.Contains(m.Sites, spec.Words) },
	Columns: func(_ *spec.Catalogue, recipe spec.Config) []Column {
		columns := []Column{asItIs, {Method: "coop"}, {Method: "probe"}}
		if own := (Column{Method: recipe.Method.Name}); !slices.Contains(columns, own) {
			columns = append(columns, own)
		}
		return columns
	},
	Knobs: func() []spec.Knob {
		return []spec.Knob{seeds("3"), spec.BoolKnob("all", text.Of("studio.all"), false, text.Of("studio.all.help"))}
	},
}

// shots are those of the figure, if all are asked for.
var shots = []int{1, 2, 4, 8, 16}

// Efficiency sets every method beside the others by how many numbers it trains.
// Those whose knob is how many that are have an axis of their own, on another page.
var Efficiency = Design{
	Name: "efficiency",
	Fits: func(spec.ModelInfo) bool { return true },
	Columns: func(c *spec.Catalogue, recipe spec.Config) []Column {
		columns := []Column{asItIs}
		model, _ := c.Model(recipe.Model.Name)
		for _, m := range c.Methods {
			if m.Fits(model) && m.Knob("dim") == nil {
				columns = append(columns, Column{Method: m.Name})
			}
		}
		return columns
	},
	Knobs: func() []spec.Knob { return []spec.Knob{seeds("1")} },
}

// seeds is how often everything is trained.
func seeds(usual string) spec.Knob {
	k := spec.ChoiceKnob("seeds", text.Of("studio.seeds"), []string{"1", "3", "5"}, text.Of("studio.seeds.help"))
	k.Default = usual
	return k
}
