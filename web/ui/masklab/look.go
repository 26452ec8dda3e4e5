package masklab

import (
	"encoding/json"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// A Look is what the worker has answered about a colour.
type Look struct {
	*protocol.Noise
	Colour spec.Info
	asked  *protocol.Masks
}

// Look is the newest of a colour, or nil.
func (l *Lab) Look(name string) *Look { return l.looks[name] }

// Label names the look, and Stamp is the command that it answers.
func (k *Look) Label() string { return text.Of("masklab.label", k.Colour.Name, k.asked.Seed) }

// Stamp is the command that the look answers, as JSON.
func (k *Look) Stamp() []byte { return marshal(k.asked) }

// Notes say what was asked.
func (k *Look) Notes() []string { return []string{described(k.asked)} }

// Label names the looks of all colours.
func (l *Lab) Label() string { return text.Of("masklab.label", "all", int(l.value("seed"))) }

// Stamp is the commands that they answer, as JSON.
func (l *Lab) Stamp() []byte {
	all := []*protocol.Masks{}
	for _, colour := range l.Colours {
		if k := l.looks[colour.Name]; k != nil {
			all = append(all, k.asked)
		}
	}
	return marshal(all)
}

// Notes say what was asked, in a line a colour.
func (l *Lab) Notes() []string {
	var all []string
	for _, colour := range l.Colours {
		if k := l.looks[colour.Name]; k != nil {
			all = append(all, k.Notes()...)
		}
	}
	return all
}

func marshal(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil { // knobs are numbers and words
		panic(err)
	}
	return b
}

// first is the place, among the masks of a look, of the first that is shown.
func (l *Lab) first(k *Look) int { return l.draw * Shown % together % max(1, len(k.Crops)) }

// Masks are those of a colour that are shown, 1 where a patch is hidden.
func (l *Lab) Masks(k *Look) [][]float32 {
	var all [][]float32
	size := k.Rows * k.Cols
	for i := l.first(k); i < len(k.Crops) && len(all) < Shown; i++ {
		all = append(all, k.Noise.Masks[i*size:(i+1)*size])
	}
	return all
}

// Crop is where the first of them was cut.
func (l *Lab) Crop(k *Look) protocol.Crop { return k.Crops[l.first(k)] }

// WhiteCorners is what X would be for patches drawn evenly, as WhiteJoins is for
// J: of two patches that touch at a corner, both are visible with probability
// keep·(keep−1)/(L·(L−1)), L = rows·cols.
func (k *Look) WhiteCorners() float64 {
	L := k.Rows * k.Cols
	pairs := 2 * (k.Rows - 1) * (k.Cols - 1)
	return float64(pairs*(k.Keep-1)) / float64(max(1, L*(L-1)))
}

// Peak is where the spectrum is strongest. It is flat if it is nowhere much
// above its mean.
func (k *Look) Peak() (frequency, amplitude float64, flat bool) {
	sum := 0.0
	for i, a := range k.Amplitudes {
		sum += a
		if a > amplitude {
			frequency, amplitude = k.Frequencies[i], a
		}
	}
	return frequency, amplitude, amplitude*float64(len(k.Amplitudes)) < 1.5*sum
}
