package ui

import (
	"cmp"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// field is one setting of the recipe: a number with a slider, a choice or a
// switch.
type field struct {
	app.Compo
	Form      form
	Catalogue *spec.Catalogue
	Setting   spec.Setting
	Typed     string    // what stands in the field
	Wrong     string    // what is wrong with it, in a sentence
	Told      bool      // the page says so already
	Info      spec.Info // of what is chosen, where that has one
	ID        string    // in the place of the setting's, where a page has that twice
}

// A form takes what is typed into its fields.
type form interface {
	write(ctx app.Context, key, typed string)
	leave(key string)
}

func (f *field) id() string { return cmp.Or(f.ID, "knob-"+f.Setting.Key) }

func (f *field) Render() app.UI {
	class := "field " + string(f.Setting.Knob.Kind)
	if f.Wrong != "" {
		class += " wrong"
	}
	return app.Div().Class(class).Body(
		app.Label().For(f.id()).Text(lab.Title(f.Setting)),
		f.control(),
		app.P().Class("hint").ID(f.id()+"-hint").Text(text.Sentence(text.Or("help."+f.Setting.Key, text.Said(f.Setting.Knob.Help)))),
		app.If(f.Wrong != "" && !f.Told, func() app.UI {
			return app.P().Class("error").ID(f.id()+"-error").DataSet("testid", f.id()+"-error").Text(f.Wrong)
		}),
		app.If(f.Info.Summary != "", f.card),
	)
}

// card explains what is chosen, once that is asked for.
func (f *field) card() app.UI {
	return app.Details().Class("card").Body(
		app.Summary().Text(text.Of("what-is", f.Info.Title)),
		app.P().Text(f.Info.Summary),
		app.If(f.Info.Formula != "", func() app.UI { return app.P().Class("formula").Text(f.Info.Formula) }),
		app.If(f.Info.Paper != "", func() app.UI { return app.P().Body(paper(f.Info.Paper)) }),
	)
}

func (f *field) control() app.UI {
	switch f.Setting.Knob.Kind {
	case spec.Choice:
		return f.choice()
	case spec.Bool:
		return app.Button().Type("button").Role("switch").ID(f.id()).DataSet("testid", f.id()).
			Aria("checked", f.Typed == "true").Aria("describedby", f.id()+"-hint").OnClick(f.flip)
	}
	return f.number()
}

func (f *field) choice() app.UI {
	return app.Select().ID(f.id()).DataSet("testid", f.id()).Aria("describedby", f.id()+"-hint").OnChange(f.typed).Body(
		app.Range(f.Setting.Knob.Choices).Slice(func(i int) app.UI {
			name := f.Setting.Knob.Choices[i]
			option := app.Option().Value(name).Text(lab.Choice(f.Catalogue, f.Setting.Key, name))
			if name == f.Typed {
				option = option.Selected(true)
			}
			return option
		}),
	)
}

func (f *field) number() app.UI {
	k := f.Setting.Knob
	mode := "decimal"
	if k.Kind == spec.Int {
		mode = "numeric"
	}
	input := app.Input().Type("text").ID(f.id()).DataSet("testid", f.id()).Attr("inputmode", mode).Attr("autocomplete", "off").
		Value(f.Typed).OnInput(f.typed).OnChange(f.left)
	described := f.id() + "-hint"
	if f.Wrong != "" {
		input = input.Aria("invalid", true)
		if !f.Told {
			described = f.id() + "-error " + described
		}
	}
	input = input.Aria("describedby", described)
	value, _ := f.Setting.Value.(float64)
	return app.Div().Class("number").Body(
		input,
		app.If(slides(k), func() app.UI {
			return app.Input().Type("range").Min(0).Max(travel(k)).Step(1).DataSet("testid", f.id()+"-slider").
				Aria("label", text.Of("slider", lab.Title(f.Setting))).Aria("valuetext", lab.Value(f.Catalogue, f.Setting)).
				Value(position(k, value)).OnInput(f.slid)
		}),
	)
}

func (f *field) typed(ctx app.Context, _ app.Event) {
	f.set(ctx, ctx.JSSrc().Get("value").String())
	if f.Setting.Knob.Kind == spec.Choice {
		f.left(ctx, app.Event{})
	}
}

func (f *field) slid(ctx app.Context, _ app.Event) {
	at := ctx.JSSrc().Get("valueAsNumber").Int()
	f.set(ctx, lab.Word(valueAt(f.Setting.Knob, at)))
	f.left(ctx, app.Event{})
}

func (f *field) flip(ctx app.Context, _ app.Event) {
	f.set(ctx, lab.Word(f.Typed != "true"))
	f.left(ctx, app.Event{})
}

func (f *field) set(ctx app.Context, typed string) {
	f.Form.write(ctx, f.Setting.Key, typed)
}

func (f *field) left(app.Context, app.Event) { f.Form.leave(f.Setting.Key) }
