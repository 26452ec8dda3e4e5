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

var schedules = map[string]schedule{
	"constant": {
		spec.Info{Name: "constant", Title: "Constant", Summary: "The learning rate stays as it is.", Formula: "ηₜ = η"},
		func(float64) float64 { return 1 },
	},
	"linear": {
		spec.Info{Name: "linear", Title: "Linear to zero", Summary: "The learning rate falls evenly to zero, so that the run settles.", Formula: "ηₜ = η·(1 − t/T)"},
		func(done float64) float64 { return max(0, 1-done) },
	},
	"cosine": {
		spec.Info{Name: "cosine", Title: "Cosine to zero", Summary: "The learning rate stays high for long and falls late.", Formula: "ηₜ = η·(1 + cos(π·t/T))/2", Paper: "arXiv:1608.03983"},
		func(done float64) float64 { return (1 + math.Cos(math.Pi*min(done, 1))) / 2 },
	},
}
