package train

import (
	"math"

	"petri/models/spec"
)

// A schedule scales the learning rate by how much of the run is done, in
// [0,1].
type schedule struct {
	spec.Info
	scale func(done float64) float64
}

// warm is the part of a run in which a schedule with a warm-up rises: that of
// MAE's recipe, 40 of 800 epochs.
const warm = 0.05

var schedules = map[string]schedule{
	"constant": {
		spec.Info{Name: "constant", Title: "Constant", Summary: "The learning rate stays as it is.", Formula: "ηₜ = η"},
		func(float64) float64 { return 1 },
	},
	"linear": {
		spec.Info{Name: "linear", Title: "Linear to zero", Summary: "The learning rate falls evenly to zero, so that the run settles.", Formula: "ηₜ = η·(1 − t/T)"},
		func(done float64) float64 { return max(0, 1-done) },
	},
	"warm-up": {
		spec.Info{Name: "warm-up", Title: "Warm-up, then cosine", Summary: "The learning rate rises evenly from zero over the first twentieth of the run, then falls as a cosine. Transformers need it: their first steps are the most likely to go wrong.",
			Formula: "ηₜ = η·t/(T/20), then η·(1 + cos(π·(t − T/20)/(T − T/20)))/2", Paper: "arXiv:2111.06377"},
		func(done float64) float64 {
			if done < warm {
				return done / warm
			}
			return (1 + math.Cos(math.Pi*min((done-warm)/(1-warm), 1))) / 2
		},
	},
	"cosine": {
		spec.Info{Name: "cosine", Title: "Cosine to zero", Summary: "The learning rate stays high for long and falls late.", Formula: "ηₜ = η·(1 + cos(π·t/T))/2", Paper: "arXiv:1608.03983"},
		func(done float64) float64 { return (1 + math.Cos(math.Pi*min(done, 1))) / 2 },
	},
}
