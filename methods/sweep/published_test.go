package sweep

import (
	"testing"

	"petri/models/spec"
)

// recipe is that of the published MLP, as far as it decides.
func recipe() spec.Config {
	return spec.Config{Data: spec.Data{Name: "mnist", Classes: spec.AllClasses, Shuffle: spec.Unshuffled},
		Start: spec.Start{From: spec.RandomStart}, Method: spec.Part{Name: "subspace"},
		Model: spec.Part{Name: "mlp", Knobs: spec.Values{"width": 200.0, "depth": 2.0}}}
}

func TestPublishedFor(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*spec.Config)
		want   *Published
	}{
		{"the MLP", func(*spec.Config) {}, &mlp},
		{"LeNet", func(c *spec.Config) { c.Model = spec.Part{Name: "lenet"} }, &lenet},
		{"the MLP, shuffled pixels", func(c *spec.Config) { c.Data.Shuffle = spec.ShuffledPixels }, &mlpShuffled},
		{"LeNet, shuffled pixels", func(c *spec.Config) { c.Model.Name, c.Data.Shuffle = "lenet", spec.ShuffledPixels }, &lenetShuffled},
		{"shuffled labels", func(c *spec.Config) { c.Data.Shuffle = spec.ShuffledLabels }, nil},
		{"half of the classes", func(c *spec.Config) { c.Data.Classes = spec.SecondHalf }, nil},
		{"few shots", func(c *spec.Config) { c.Data.Shots = 5 }, nil},
		{"shifted images", func(c *spec.Config) { c.Data.Shift = spec.Rotated }, nil},
		{"a pretrained start", func(c *spec.Config) { c.Start.From = spec.OtherHalf }, nil},
		{"a wider MLP", func(c *spec.Config) { c.Model.Knobs["width"] = 400.0 }, nil},
		{"a deeper MLP", func(c *spec.Config) { c.Model.Knobs["depth"] = 3.0 }, nil},
		{"other data", func(c *spec.Config) { c.Data.Name = "fashion-mnist" }, nil},
		{"another method", func(c *spec.Config) { c.Method.Name = "said" }, nil},
	} {
		cfg := recipe()
		tc.change(&cfg)
		if got := PublishedFor(cfg); got != tc.want {
			t.Errorf("%s: got %+v", tc.name, got)
		}
	}
}

// The published dimensions are of the authors' own grid and reading; read off
// their curves as Petri does it they come out within a quarter.
func TestPublished_agreesWithItsCurve(t *testing.T) {
	for _, p := range []Published{mlp, lenet, mlpShuffled, lenetShuffled} {
		if p.Images != 50_000 { // of 60,000: the others were kept back
			t.Errorf("%s: %d images", p.Title, p.Images)
		}
		var points []Point
		for i, r := range p.Means {
			if r.Mean <= 0 || r.Mean >= p.Baseline || i > 0 && (r.Dim <= p.Means[i-1].Dim || r.Mean < p.Means[i-1].Mean) {
				t.Errorf("%s: %+v cannot follow", p.Title, r)
			}
			points = append(points, Point{Dim: r.Dim, Accuracy: []float64{r.Mean}, Mean: r.Mean})
		}
		if d := cross(points, p.Bar).Dim; d < 0.8*float64(p.Dim) || d > 1.25*float64(p.Dim) {
			t.Errorf("%s: the curve crosses %v at %v, not near %d", p.Title, p.Bar, d, p.Dim)
		}
	}
}
