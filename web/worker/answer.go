package worker

import (
	"errors"
	"fmt"

	"petri/methods/train"
	"petri/web/protocol"
)

// picturesAtMost bounds what one Analyse may ask for.
const picturesAtMost = 200

// answer does what a command says. It may be called in the middle of a step.
func (r *run) answer(c protocol.Command) {
	var err error
	switch c := c.(type) {
	case *protocol.Pause:
		r.pause()
	case *protocol.Resume:
		err = r.goOn(-1)
	case *protocol.Step:
		err = r.goOn(max(1, c.Steps))
	case *protocol.Stop, *protocol.Reset:
		r.leaving = c
	default:
		if r.session == nil {
			r.held = append(r.held, c)
			return
		}
		err = r.ask(c)
	}
	if err != nil {
		r.w.tell(r.name, err, false)
	}
}

// ask does what a command says that is to the session.
func (r *run) ask(c protocol.Command) error {
	switch c := c.(type) {
	case *protocol.Set:
		return r.set(c.LR)
	case *protocol.Snapshot:
		return r.save(train.Snapshot, r.session.Snapshot)
	case *protocol.Export:
		return r.export(c.What)
	case *protocol.GetState:
		return r.state()
	case *protocol.Analyse:
		return r.analyse(c)
	case *protocol.Aide:
		return r.aide(c.Plot)
	case *protocol.Know:
		return r.know(c.Losses)
	}
	return nil
}

// goOn lets the run take so many steps, or all if that is negative. A step
// that was under way when the run was paused is the first of them.
func (r *run) goOn(steps int) error {
	if r.finished {
		return errOver
	}
	r.paused, r.left = false, steps
	return nil
}

// set changes the learning rate, and gives up what was to be taken again.
func (r *run) set(lr float64) error {
	if r.finished {
		return errOver
	}
	r.turns = nil
	return r.session.SetLR(lr)
}

var errOver = errors.New("the run is over: reset it, or start one with more steps")

func (r *run) export(what string) error {
	switch what {
	case "", "weights":
		return r.save(train.Weights, r.session.Export)
	case "model":
		return r.save(train.Model, r.session.Model)
	case "adapter":
		return r.save(train.Adapter, r.session.Adapter)
	}
	return fmt.Errorf("there is no export %q; choose one of adapter, model, weights", what)
}

func (r *run) save(kind train.Kind, write func() ([]byte, error)) error {
	b, err := write()
	if err == nil {
		r.emit(&protocol.Saved{Name: string(kind), Step: r.session.Steps(), Bytes: b})
	}
	return err
}

func (r *run) state() error {
	b, err := r.session.Snapshot()
	if err == nil {
		r.emit(&protocol.State{Config: r.cfg, Step: r.session.Steps(), Paused: r.paused, Snapshot: b})
	}
	return err
}

func (r *run) analyse(c *protocol.Analyse) error {
	count := min(max(c.Count, 1), picturesAtMost)
	masked := r.session.Patches().Count() > 0
	switch c.What {
	case "samples", "confusion":
		if masked {
			return errNoClasses
		}
	case "patches":
		if !masked {
			return train.ErrNotMasked
		}
	}
	switch c.What {
	case "samples":
		r.samples(count)
		return nil
	case "weights":
		r.filters(count)
		return nil
	case "confusion":
		r.confusion()
		return nil
	case "predict":
		return r.predict(c.Values)
	case "fillings":
		return r.fillings(count)
	case "patches":
		r.patches()
		return nil
	case "fill":
		return r.fill(c)
	case "texts":
		return r.texts(c.Texts, count)
	case "template":
		return r.template(c.Texts)
	case "writing":
		return r.writing(c)
	case "prompt":
		r.prompt(count)
		return nil
	case "similarity":
		return r.similarity()
	}
	return r.explores(c)
}

// explores does what a command asks of the space of weights.
func (r *run) explores(c *protocol.Analyse) error {
	switch c.What {
	case "landscape":
		return r.landscape(c.Landscape)
	case "plot":
		return r.plot()
	case "sharpness":
		return r.sharpness(c.Landscape)
	case "keep":
		return r.keep(c.Texts)
	case "forget":
		return r.forget()
	}
	return fmt.Errorf("there is no analysis %q; choose one of confusion, fill, fillings, forget, keep, landscape, patches, plot, predict, prompt, samples, sharpness, similarity, template, texts, weights, writing", c.What)
}

var errNoClasses = errors.New("this model tells no classes apart: ask for fillings, patches or weights")

func (r *run) samples(count int) {
	e := &protocol.Image{Name: "samples", Step: r.session.Steps(), Shape: r.session.Shape(), Items: []protocol.Item{}}
	for _, p := range r.session.Predictions(count) {
		item := protocol.Item{Index: p.Index, Label: p.Label, Predicted: p.Predicted, Confidence: protocol.Number(p.Confidence), Text: r.session.Text(p.Index)}
		if e.Items = append(e.Items, item); item.Text == "" {
			e.Values = append(e.Values, r.session.Picture(p.Index)...)
		}
	}
	r.emit(e)
}

func (r *run) filters(count int) {
	shape, values := r.session.Filters(count)
	e := &protocol.Image{Name: "weights", Step: r.session.Steps(), Shape: shape, Items: []protocol.Item{}, Values: values}
	for i := range len(values) / max(1, shape.Size()) {
		e.Items = append(e.Items, protocol.Item{Index: i})
	}
	r.emit(e)
}

func (r *run) confusion() {
	n, counts := r.session.Confusion()
	r.emit(&protocol.Grid{Name: "confusion", Step: r.session.Steps(), Rows: n, Cols: n, Labels: r.session.Classes(), Values: counts})
}

func (r *run) predict(example []float32) error {
	p, err := r.session.Predict(example)
	if err == nil {
		r.emit(&protocol.Curve{Name: "prediction", Step: r.session.Steps(), Labels: r.session.Classes(), Values: p})
	}
	return err
}
