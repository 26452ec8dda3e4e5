package mask

import (
	"petri/models/registry"
	"petri/models/spec"
)

// A Filter says how white noise becomes a colour.
type Filter struct {
	// Transfer is by how much the amplitude at one frequency is multiplied,
	// from the transfers g1 and g2 of the two Gaussian blurs there.
	Transfer func(g1, g2 float64) float64

	Matched Recipe // calibrated to the published figure
	Formula Recipe // the paper's formula as it stands
}

// A Recipe is how often to filter and with which blurs. After each pass the
// ranks replace the values.
type Recipe struct {
	Sigma1, Sigma2 float64 // of the Gaussians, in patches
	Passes         int
}

type colour struct {
	info   spec.Info
	filter *Filter // nil leaves the noise white
}

// ours ends the summary of every filtered colour.
const ours = "The formula is the paper's; it does not give the widths of the blurs, so Petri fitted them to its figure. Petri draws the noise from the seed, and a crop and flips for every image."

var all = registry.New[colour]("mask")

// Register adds a colour and gives it the knobs of all colours. Without a
// filter it is white.
func Register(info spec.Info, filter *Filter) {
	info.Family = "noise"
	info.Knobs = []spec.Knob{
		spec.FloatKnob("ratio", "masking ratio", .75, .05, .95, "share of the patches that is hidden from the encoder; what is left visible is rounded down to whole patches"),
	}
	if filter != nil {
		info.Summary += " " + ours
		info.Knobs = append(info.Knobs,
			spec.ChoiceKnob("filter", "filter", []string{"matched", "formula"}, "matched filters and ranks several times over, fitted to the spectrum in the paper's figure; formula applies the paper's formula once"),
			spec.FloatKnob("scale", "pattern scale", 1, .5, 2, "multiplies the widths of the Gaussian blurs: larger makes a coarser pattern").OnLogScale())
	}
	all.Add(info.Name, colour{info, filter})
}

// All describes every colour, sorted by name.
func All() []spec.Info {
	infos := make([]spec.Info, 0)
	for _, c := range all.All() {
		infos = append(infos, c.info)
	}
	return infos
}

// settle returns the colour that p names and its knobs: those that p gives,
// checked, and the defaults of the others.
func settle(p spec.Part) (colour, spec.Values, error) {
	c, err := all.Get(p.Name)
	if err != nil {
		return c, nil, &spec.FieldError{Field: "mask", Message: err.Error()}
	}
	v := spec.Values{}
	for _, k := range c.info.Knobs {
		v[k.Name] = k.Default
		if given, ok := p.Knobs[k.Name]; ok {
			if v[k.Name], err = k.Check(given); err != nil {
				return c, nil, spec.At("mask."+k.Name, err)
			}
		}
	}
	return c, v, nil
}

// recipe returns what the knobs ask of the filter.
func (f *Filter) recipe(v spec.Values) Recipe {
	r := f.Matched
	if v.String("filter") == "formula" {
		r = f.Formula
	}
	r.Sigma1 *= v.Float("scale")
	r.Sigma2 *= v.Float("scale")
	return r
}
