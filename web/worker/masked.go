package worker

import (
	"slices"

	"petri/web/protocol"
)

// fillings shows test examples, their masks, and what a masked model makes of
// them.
func (r *run) fillings(count int) error {
	list, err := r.session.Fillings(count)
	if err != nil {
		return err
	}
	step, grid := r.session.Steps(), r.session.Patches()
	originals := &protocol.Image{Name: "originals", Step: step, Shape: r.session.Shape(), Items: []protocol.Item{}}
	hidden := &protocol.Grid{Name: "hidden", Step: step, Rows: len(list), Cols: grid.Count()}
	for _, f := range list {
		originals.Items = append(originals.Items, protocol.Item{Index: f.Index, Label: f.Label})
		originals.Values = append(originals.Values, f.Original...)
		hidden.Values = append(hidden.Values, marks(f.Hidden)...)
	}
	filled := &protocol.Image{Name: "fillings", Step: step, Shape: originals.Shape, Items: slices.Clone(originals.Items)}
	for _, f := range list {
		filled.Values = append(filled.Values, f.Filled...)
	}
	r.emit(originals)
	r.emit(hidden)
	r.emit(filled)
	return nil
}

func marks(hidden []bool) []float32 {
	values := make([]float32, len(hidden))
	for i, is := range hidden {
		if is {
			values[i] = 1
		}
	}
	return values
}

// fill shows what a masked model makes of a picture that was brought.
func (r *run) fill(c *protocol.Analyse) error {
	hidden := make([]bool, len(c.Hidden))
	for i, v := range c.Hidden {
		hidden[i] = v != 0
	}
	f, err := r.session.Fill(c.Values, hidden)
	if err == nil {
		r.emit(&protocol.Image{Name: "fill", Step: r.session.Steps(), Shape: r.session.Shape(), Items: []protocol.Item{{Index: f.Index, Label: f.Label}}, Values: f.Filled})
	}
	return err
}

// patches shows the mean error of every patch over the last measurement;
// before one there are none.
func (r *run) patches() {
	e := &protocol.Grid{Name: "patches", Step: r.session.Steps(), Values: r.session.PatchErrors()}
	if e.Values != nil {
		grid := r.session.Patches()
		e.Rows, e.Cols = grid.Rows(), grid.Cols()
	}
	r.emit(e)
}
