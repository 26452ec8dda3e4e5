package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// groups are the parts of the recipe with the keys of their fields, what is
// turned most first. A key that ends in a dot stands for the knobs of a part.
var groups = []struct {
	name string
	keys []string
}{
	{"method", []string{"method", "method."}},
	{"model", []string{"model", "model."}},
	{"data", []string{"data", "classes", "shuffle", "start", "start.", "train", "test"}},
	{"optim", []string{"optim", "optim.", "batch", "schedule"}},
	{"run", []string{"steps", "seed", "every", "accuracy", "plateau"}},
}

// rare fields are folded away until they are asked for.
var rare = map[string]bool{
	"train": true, "test": true, "batch": true, "schedule": true, "every": true, "accuracy": true, "plateau": true,
	"optim.beta1": true, "optim.beta2": true, "optim.eps": true, "optim.momentum": true, "optim.decay": true,
}

// recipe is the form that says what is run, drawn from what the catalogue
// declares. On a phone it is folded to one line, or the curves would be far
// below what is pressed.
func (p *labPage) recipe() app.UI {
	class := "fields"
	if !p.unfolded {
		class += " folded"
	}
	return app.Section().Class("recipe").Aria("labelledby", "recipe-title").Body(
		app.Div().Class("heading").Body(
			app.H2().ID("recipe-title").Text(text.Of("recipe")),
			app.P().Class("short").Text(lab.Name(p.lab.Catalogue, p.lab.Recipe.Config)),
			app.Button().Type("button").Class("quiet", "unfold").DataSet("testid", "unfold").Aria("expanded", p.unfolded).
				Text(text.Of("unfold")).OnClick(p.unfold),
		),
		app.Div().Class(class).Body(p.groups()...),
	)
}

func (p *labPage) unfold(app.Context, app.Event) { p.unfolded = !p.unfolded }

// groups are the fields, those that are rarely needed folded away.
func (p *labPage) groups() []app.UI {
	settings := p.lab.Recipe.Settings()
	var all []app.UI
	for _, g := range groups {
		var plain, folded []app.UI
		wrong := false
		for _, s := range settings {
			if !belongs(s.Key, g.keys) {
				continue
			}
			f := p.field(s)
			if rare[s.Key] {
				folded = append(folded, f)
				wrong = wrong || f.Wrong != ""
			} else {
				plain = append(plain, f)
			}
		}
		more := app.Details()
		if wrong {
			more = more.Open(true)
		}
		all = append(all, app.FieldSet().Body(
			app.Legend().Text(text.Of("group."+g.name)),
			app.Div().Body(plain...),
			app.If(len(folded) > 0, func() app.UI {
				return more.Body(app.Summary().Text(text.Of("more")), app.Div().Body(folded...))
			}),
		))
	}
	return all
}

func belongs(key string, keys []string) bool {
	for _, k := range keys {
		if key == k || strings.HasSuffix(k, ".") && strings.HasPrefix(key, k) {
			return true
		}
	}
	return false
}

func (p *labPage) field(s spec.Setting) *field {
	r := &p.lab.Recipe
	return &field{Page: p, Setting: s, Typed: r.Typed(s), Wrong: r.Wrong(s.Key), Told: r.Wrong(s.Key) == p.lab.Trouble,
		Info: lab.Info(p.lab.Catalogue, s.Key, lab.Word(s.Value))}
}
