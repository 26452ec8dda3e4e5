package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/methods/toy"
	"petri/web/charts"
	"petri/web/ui/text"
)

const (
	toyMost  = 15 // the largest d that can be chosen
	toySeeds = 4  // whose losses are drawn
)

// toyLab is the toy problem, solved for any d at once.
type toyLab struct {
	app.Compo
	dim, seed int
	solutions [][]toy.Solution // by seed, from seed on, and by d
}

func newToyLab() *toyLab {
	l := &toyLab{dim: 7}
	l.draw(1)
	return l
}

// draw takes up the subspaces of a seed and of those that follow it.
func (l *toyLab) draw(seed int) {
	l.seed, l.solutions = seed, nil
	for i := range toySeeds {
		l.solutions = append(l.solutions, toy.Solve(toyMost, seed+i))
	}
}

func (l *toyLab) Render() app.UI {
	return figure{
		key: "toy", summary: l.summary(),
		chart: app.Div().Class("levers").Body(
			app.Label().For("toy-dim").Text(text.Of("toy.dim", l.dim)),
			app.Input().Type("range").ID("toy-dim").DataSet("testid", "toy-dim").Min(1).Max(toyMost).Step(1).Value(l.dim).
				Aria("valuetext", l.summary()).OnInput(l.slid),
			named("toy-seed", text.Of("toy-seed", l.seed), "", l.again),
			app.Div().Class("pair").Aria("hidden", true).Body(
				app.Raw(l.residual().SVG(320, 250)),
				app.Raw(l.pairs().SVG(320, 250)),
			),
		),
		extra: []app.UI{l.table()},
	}.render()
}

func (l *toyLab) slid(ctx app.Context, _ app.Event) {
	l.dim = ctx.JSSrc().Get("valueAsNumber").Int()
}

func (l *toyLab) again(app.Context, app.Event) { l.draw(l.seed + 1) }

// chosen is the best point of the subspace that is shown.
func (l *toyLab) chosen() toy.Solution { return l.solutions[0][l.dim] }

// left is a loss; what rounding leaves of none is none.
func left(s toy.Solution) float64 {
	if s.Loss < 1e-12 {
		return 0
	}
	return s.Loss
}

func (l *toyLab) summary() string {
	if loss := left(l.chosen()); loss > 0 {
		return text.Of("toy.missed", l.dim, text.Number(loss))
	}
	return text.Of("toy.solved", l.dim)
}

func (l *toyLab) residual() charts.Residual {
	r := charts.Residual{Title: text.Of("toy.residual"), XLabel: "d", YLabel: text.Of("toy.loss"), Dim: l.dim}
	for i, solutions := range l.solutions {
		s := charts.Series{Name: text.Of("toy.seed", l.seed+i), Slot: i}
		for d, solution := range solutions {
			s.X, s.Y = append(s.X, float64(d)), append(s.Y, left(solution))
		}
		r.Series = append(r.Series, s)
	}
	return r
}

// pairs keeps its axis while d changes.
func (l *toyLab) pairs() charts.Pairs {
	targets, sums := toy.Targets(), l.chosen().Sums
	p := charts.Pairs{Title: text.Of("toy.pairs", l.dim), XLabel: text.Of("toy.block"), YLabel: text.Of("toy.sum"),
		WantedName: text.Of("toy.target"), Name: text.Of("toy.reached"), Wanted: targets[:], Reached: sums[:], High: toy.Blocks}
	for _, solution := range l.solutions[0] {
		for _, sum := range solution.Sums {
			p.Low, p.High = min(p.Low, sum), max(p.High, sum)
		}
	}
	return p
}

// table says in numbers what is drawn of the seed.
func (l *toyLab) table() app.UI {
	targets, sums := toy.Targets(), l.chosen().Sums
	return app.Details().Class("numbers").Body(
		app.Summary().Text(text.Of("as-table")),
		app.Div().Class("scroll").Body(
			rows(text.Of("toy.pairs", l.dim), []string{text.Of("toy.block"), text.Of("toy.target"), text.Of("toy.reached")}, toy.Blocks, func(i int) []string {
				return []string{text.Count(i + 1), text.Number(targets[i]), text.Loss(sums[i])}
			}),
			rows(text.Of("toy.residual"), []string{"d", text.Of("toy.loss")}, toyMost+1, func(i int) []string {
				return []string{text.Count(i), text.Number(left(l.solutions[0][i]))}
			}),
		),
	)
}

// rows is a table of n rows.
func rows(caption string, heads []string, n int, row func(int) []string) app.UI {
	cells := func(cell func(string) app.UI, words []string) app.UI {
		return app.Tr().Body(app.Range(words).Slice(func(i int) app.UI { return cell(words[i]) }))
	}
	return app.Table().Body(
		app.Caption().Text(caption),
		app.THead().Body(cells(func(s string) app.UI { return app.Th().Scope("col").Text(s) }, heads)),
		app.TBody().Body(app.Range(make([]struct{}, n)).Slice(func(i int) app.UI {
			return cells(func(s string) app.UI { return app.Td().Text(s) }, row(i))
		})),
	)
}
