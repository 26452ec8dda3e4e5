package masklab

// A Point is an amplitude of the published spectrum.
type Point struct{ Frequency, Amplitude float64 }

// Ceiling is where the scale of the published figure ends: what is stronger is
// drawn there as if it were not.
const Ceiling = .85

// Published are the radial spectra of Figure "proposed" of ColorMAE
// (arXiv:2407.13036; assets/proposed.png of carlosh93/ColorMAE), read off the
// picture: no numbers were published. White is flat there.
var Published = map[string][]Point{
	"white":  {{.1, .247}, {.3, .247}, {.5, .247}},
	"red":    {{.05, .80}, {.07, .55}, {.09, .17}, {.11, .05}, {.13, .02}},
	"green":  {{.09, .04}, {.13, .23}, {.15, .51}, {.17, .70}, {.19, .74}, {.21, .69}, {.25, .36}, {.31, .09}, {.41, .03}},
	"blue":   {{.25, .01}, {.35, .05}, {.41, .13}, {.47, .24}, {.51, .32}, {.57, .51}, {.61, .58}, {.67, .66}},
	"purple": {{.03, .82}, {.05, .62}, {.07, .17}, {.11, .04}, {.21, .01}, {.33, .01}, {.45, .06}, {.51, .14}, {.57, .35}, {.65, .64}},
}
