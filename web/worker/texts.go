package worker

import (
	"strings"

	"petri/web/protocol"
)

// texts shows how well texts go with test pictures.
func (r *run) texts(texts []string, count int) error {
	l, err := r.session.Compare(texts, count)
	if err != nil {
		return err
	}
	name := "texts"
	if len(texts) == 0 {
		name = "classes"
	}
	e := &protocol.Texts{Name: name, Step: r.session.Steps(), Shape: r.session.Shape(), Items: []protocol.Item{}}
	for _, t := range l.Texts {
		e.Texts = append(e.Texts, protocol.Text{Read: strings.Join(t.Read, " "), Unknown: t.Unknown})
	}
	for i, example := range l.Examples {
		e.Items = append(e.Items, protocol.Item{Index: example, Label: r.session.Label(example)})
		e.Values = append(e.Values, r.session.Picture(example)...)
		e.Logits = append(e.Logits, l.Logits[i]...)
	}
	r.emit(e)
	return nil
}

// template measures a text that a person wrote for all classes.
func (r *run) template(texts []string) error {
	template := strings.Join(texts, " ")
	accuracy, err := r.session.Template(template)
	if err == nil {
		r.emit(&protocol.Curve{Name: "template", Step: r.session.Steps(), Labels: []string{template}, Values: protocol.Floats{float32(accuracy)}})
	}
	return err
}

// prompt shows the words that lie near what the run has learned.
func (r *run) prompt(count int) {
	e := &protocol.Prompt{Step: r.session.Steps(), Vectors: []protocol.Vector{}}
	for _, near := range r.session.Neighbours(count) {
		var v protocol.Vector
		for _, n := range near {
			v.Words, v.Distances = append(v.Words, n.Word), append(v.Distances, n.Distance)
		}
		e.Vectors = append(e.Vectors, v)
	}
	r.emit(e)
}

// similarity shows how near pictures and texts of the classes lie, in the model
// without the method and now.
func (r *run) similarity() error {
	before, now, err := r.session.Similarity()
	if err != nil {
		return err
	}
	classes := r.session.Classes()
	r.emit(&protocol.Grid{Name: "untouched", Rows: len(classes), Cols: len(classes), Labels: classes, Values: before})
	r.emit(&protocol.Grid{Name: "similarity", Step: r.session.Steps(), Rows: len(classes), Cols: len(classes), Labels: classes, Values: now})
	return nil
}
