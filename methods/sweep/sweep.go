package sweep

import (
	"maps"
	"math"
	"slices"

	"petri/models/spec"
)

// A Sweep asks for the intrinsic dimension of a recipe.
type Sweep struct {
	Recipe    spec.Config `json:"recipe"`    // complete; its seed is the first, its dim is not used
	From      int         `json:"from"`      // the survey's least d
	To        int         `json:"to"`        // and its largest; a search goes on beyond if need be
	PerDecade int         `json:"perDecade"` // dimensions that the survey tries from one power of ten to the next
	Search    string      `json:"search"`    // Refine or Grid
	Seeds     int         `json:"seeds"`     // runs at each d that decides, and of the baseline
	Runs      int         `json:"runs"`      // a search takes no more
	Bar       float64     `json:"bar"`       // d_int is where the accuracy reaches it, absolute or as a share of the baseline
}

// Ways to search.
const (
	Refine = "refine" // one run at each d of the survey, then all seeds where the bars are crossed
	Grid   = "grid"   // all seeds at each d of the survey, and nothing else
)

// DimKnob is the knob of a method that a sweep turns.
const DimKnob = "dim"

// Knobs declares the settings of a sweep beside its recipe, in the order of a
// form.
func Knobs() []spec.Knob {
	return []spec.Knob{
		spec.IntKnob("from", "smallest d", 10, 1, 1_000_000, "no smaller dimension is tried: the survey begins with the first of its scale from here on").OnLogScale(),
		spec.IntKnob("to", "largest d", 2000, 1, 1_000_000, "the last dimension of the survey; a search goes on beyond it if no bar is reached").OnLogScale(),
		spec.IntKnob("perDecade", "dimensions per decade", 3, 1, 40, "how many dimensions are tried from one power of ten to the next; 3 gives 10, 20, 50, 100 and so on"),
		spec.ChoiceKnob("search", "search", []string{Refine, Grid}, "refine tries each dimension once and then looks closely where the bars are crossed; grid tries each with every seed"),
		spec.IntKnob("seeds", "seeds", 3, 1, 20, "how many runs decide at each dimension"),
		spec.IntKnob("runs", "runs at most", 30, 2, 1000, "a search ends after so many runs, with the baseline's"),
		spec.FloatKnob("bar", "bar", .9, .05, 1, "the accuracy that counts as a solution, absolute and as a share of the baseline"),
	}
}

// Values returns the settings of s by the names of its knobs.
func (s Sweep) Values() spec.Values {
	return spec.Values{"from": float64(s.From), "to": float64(s.To), "perDecade": float64(s.PerDecade), "search": s.Search,
		"seeds": float64(s.Seeds), "runs": float64(s.Runs), "bar": s.Bar}
}

// With returns s with the settings that v gives.
func (s Sweep) With(v spec.Values) Sweep {
	all := s.Values()
	maps.Copy(all, v)
	return Sweep{s.Recipe, all.Int("from"), all.Int("to"), all.Int("perDecade"), all.String("search"), all.Int("seeds"), all.Int("runs"), all.Float("bar")}
}

// Hear and Heard make a sweep a spec.Hearer.
func (s *Sweep) Hear() {
	s.Recipe.Hear()
	spec.Hear(&s.From, &s.To, &s.PerDecade, &s.Seeds, &s.Runs)
	spec.Hear(&s.Bar)
}

// Heard comes after Hear.
func (s *Sweep) Heard() {
	s.Recipe.Heard()
	spec.Heard(&s.From, &s.To, &s.PerDecade, &s.Seeds, &s.Runs)
	spec.Heard(&s.Bar)
}

// Complete fills in what s leaves out and checks what it gives. The error is
// a *spec.FieldError, or joins several.
func Complete(c *spec.Catalogue, s Sweep) (Sweep, error) {
	var err error
	if s.Recipe, err = c.Complete(s.Recipe); err != nil {
		return s, err
	}
	if m, _ := c.Model(s.Recipe.Model.Name); m.Masked {
		return s, spec.Refuse("model", "%[2]s tells no classes apart, so there is no accuracy to sweep for: choose a model that does", m.Name)
	}
	if m, _ := c.Method(s.Recipe.Method.Name); m.Knob(DimKnob) == nil {
		return s, spec.Refuse("method", "%[2]s has no dimension to sweep: choose a method that trains d coordinates, such as subspace", s.Recipe.Method.Name)
	}
	given := s.Values()
	for _, k := range Knobs() {
		switch given[k.Name] {
		case 0.0, "":
			given[k.Name] = k.Default
		case float64(spec.Zero):
			given[k.Name] = 0.0
		}
		v, err := k.Check(given[k.Name])
		if err != nil {
			return s, spec.At("sweep."+k.Name, err)
		}
		given[k.Name] = v
	}
	s = s.With(given)
	if s.From > s.To {
		return s, spec.Refuse("sweep.from", "%[1]s %[2]s is above to %[3]s: turn them round", s.From, s.To)
	}
	if first := len(s.survey()); s.Search == Refine && s.Runs < first {
		return s, spec.Refuse("sweep.runs", "%[1]s %[2]s is too few for the survey's dimensions and the %[3]s runs of the baseline: choose %[4]s or more",
			s.Runs, s.Seeds, first)
	}
	if most := spec.MaxSeed - s.Seeds + 1; s.Recipe.Seed > most {
		return s, spec.Refuse("seed", "%[1]s is the first of %[2]s: choose %[3]s or less", s.Seeds, most)
	}
	return s, nil
}

// A Run is one training run of a sweep. Dim 0 is the baseline: all weights are
// trained.
type Run struct {
	Dim  int `json:"dim"`
	Seed int `json:"seed"`
}

// A Result is what came of a Run.
type Result struct {
	Run
	Accuracy float64 `json:"accuracy"` // in [0,1]
	Digest   string  `json:"digest,omitempty"`
	Seconds  float64 `json:"seconds,omitempty"`
	Error    string  `json:"error,omitempty"` // why there is no accuracy: the run was refused, or diverged
}

// Config returns the config of a run. The baseline keeps everything of the
// recipe but the method, and the learning rate that belongs to it.
func (s Sweep) Config(c *spec.Catalogue, r Run) (spec.Config, error) {
	cfg := s.Recipe
	cfg.Seed = r.Seed
	cfg.Stop = spec.Stop{Steps: cfg.Stop.Steps, Every: min(cfg.Stop.Steps, mostSteps)}
	if r.Dim > 0 {
		cfg.Method.Knobs = maps.Clone(cfg.Method.Knobs)
		cfg.Method.Knobs[DimKnob] = float64(r.Dim)
		return c.Complete(cfg)
	}
	cfg.Method = spec.Part{Name: "full"}
	cfg.Optim.Knobs = maps.Clone(cfg.Optim.Knobs)
	delete(cfg.Optim.Knobs, "lr")
	return c.Complete(cfg)
}

// mostSteps is the largest distance between two evaluations.
const mostSteps = 10_000

// Survey lists the dimensions that are tried first, ascending.
func (s Sweep) Survey() []int {
	var dims []int
	for k := int(math.Floor(math.Log10(float64(s.From)) * float64(s.PerDecade))); ; k++ {
		d := s.nice(math.Pow(10, float64(k)/float64(s.PerDecade)))
		if d > s.To {
			break
		}
		if d >= s.From {
			dims = append(dims, d)
		}
	}
	if len(dims) == 0 {
		dims = []int{s.From}
	}
	return slices.Compact(dims)
}

// nice gives d so many digits as the survey's dimensions need to stay apart.
func (s Sweep) nice(d float64) int {
	digits := 3.0
	if s.PerDecade <= 3 {
		digits = 1
	}
	return toDigits(d, digits)
}

// toDigits rounds to so many significant digits, and to at least 1.
func toDigits(d, digits float64) int {
	unit := math.Pow(10, math.Max(0, math.Floor(math.Log10(d))-digits+1))
	return max(1, int(math.Round(d/unit)*unit))
}
