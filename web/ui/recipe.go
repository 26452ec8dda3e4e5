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
	{"sweep", []string{"sweep."}},
	{"mask", []string{"mask", "mask."}},
	{"model", []string{"model", "model."}},
	{"data", []string{"data", "classes", "shots", "shift", "shuffle", "start", "start.", "train", "test"}},
	{"optim", []string{"optim", "optim.", "batch", "schedule"}},
	{"run", []string{"steps", "seed", "every", "probe", "accuracy", "plateau"}},
}

// rare fields are folded away until they are asked for.
var rare = map[string]bool{
	"train": true, "test": true, "shots": true, "shift": true, "batch": true, "schedule": true, "every": true, "probe": true, "accuracy": true, "plateau": true,
	"optim.beta1": true, "optim.beta2": true, "optim.eps": true, "optim.momentum": true, "optim.decay": true,
}

// recipeForm says what is run, drawn from what the catalogue declares. On a
// phone it is folded to one line, short, or the curves would be far below what
// is pressed.
func recipeForm(short string, unfolded *bool, settings []spec.Setting, field func(spec.Setting) *field) app.UI {
	class := "fields"
	if !*unfolded {
		class += " folded"
	}
	return app.Section().Class("recipe").DataSet("testid", "recipe").Aria("labelledby", "recipe-title").Body(
		app.Div().Class("heading").Body(
			app.H2().ID("recipe-title").Text(text.Of("recipe")),
			app.P().Class("short").Text(short),
			app.Button().Type("button").Class("quiet", "unfold").DataSet("testid", "unfold").Aria("expanded", *unfolded).
				Text(text.Of("unfold")).OnClick(func(app.Context, app.Event) { *unfolded = !*unfolded }),
		),
		app.Div().Class(class).Body(fieldSets(settings, field)...),
	)
}

// fieldSets are the fields by group, those that are rarely needed folded away.
func fieldSets(settings []spec.Setting, field func(spec.Setting) *field) []app.UI {
	var all []app.UI
	for _, g := range groups {
		var plain, folded []app.UI
		wrong := false
		for _, s := range settings {
			if !belongs(s.Key, g.keys) {
				continue
			}
			f := field(s)
			if rare[s.Key] {
				folded = append(folded, f)
				wrong = wrong || f.Wrong != ""
			} else {
				plain = append(plain, f)
			}
		}
		if len(plain) == 0 {
			continue
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

// recipe is the form of the lab.
func (p *labPage) recipe() app.UI {
	l := p.lab
	return recipeForm(lab.Name(l.Catalogue, l.Recipe.Config), &p.unfolded, l.Recipe.Settings(), p.field)
}

func (p *labPage) field(s spec.Setting) *field {
	return fieldOf(p, p.lab.Catalogue, p.lab.Recipe.Typing, p.lab.Trouble, s)
}

// fieldOf is the field of a setting on a page that shows this trouble.
func fieldOf(to form, c *spec.Catalogue, t lab.Typing, trouble string, s spec.Setting) *field {
	wrong := t.Wrong(s.Key)
	return &field{Form: to, Catalogue: c, Setting: s, Typed: t.Typed(s), Wrong: wrong, Told: wrong == trouble,
		Info: lab.Info(c, s.Key, lab.Word(s.Value))}
}

func (p *labPage) write(ctx app.Context, key, typed string) {
	p.lab.Set(key, typed)
	p.change(ctx)
}

func (p *labPage) leave(key string) { p.lab.Recipe.Leave(key) }
