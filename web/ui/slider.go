package ui

import (
	"math"
	"strconv"

	"petri/models/spec"
)

// slides reports whether a slider makes sense for a knob: not for a seed,
// whose values are all alike.
func slides(k spec.Knob) bool { return k.Name != "seed" }

// mostTravel is where a browser ends a slider until it is told otherwise. A
// longer one would stand wrong whenever its value is set before its end, and
// the order of attributes is not ours to choose.
const mostTravel = 100

// travel is how many positions a slider has. A short range of whole numbers
// has one for each.
func travel(k spec.Knob) int {
	if k.Kind == spec.Int && !k.Log && k.Max-k.Min <= mostTravel {
		return int(k.Max - k.Min)
	}
	return mostTravel
}

// position is where a value stands on the slider of its knob.
func position(k spec.Knob, v float64) int {
	v = min(max(v, k.Min), k.Max)
	part := (v - k.Min) / (k.Max - k.Min)
	if k.Log && k.Min > 0 {
		part = math.Log(v/k.Min) / math.Log(k.Max/k.Min)
	}
	return int(math.Round(part * float64(travel(k))))
}

// valueAt is the value at a position, rounded to two significant digits where
// the positions are further apart than that.
func valueAt(k spec.Knob, position int) float64 {
	part := float64(position) / float64(travel(k))
	v := k.Min + part*(k.Max-k.Min)
	if k.Log && k.Min > 0 {
		v = k.Min * math.Pow(k.Max/k.Min, part)
	}
	if 0 < position && position < travel(k) && travel(k) == mostTravel {
		v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 2, 64), 64)
	}
	return k.Clamp(v).(float64)
}
