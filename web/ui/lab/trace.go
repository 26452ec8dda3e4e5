package lab

import "slices"

// Slots is how many things can be told apart when drawn over each other.
const Slots = 6

// A Trace says how one of several things that are drawn over each other is
// drawn.
type Trace struct {
	Slot   int  `json:"slot"`   // which colour and dash it is drawn with
	Hidden bool `json:"hidden"` // not drawn
}

// Admit draws t in a slot of its own among all. If all slots are taken the
// first of the others makes way, but not keep: its index is returned, or -1.
func (t *Trace) Admit(all []*Trace, keep *Trace) (away int) {
	t.Hidden = true
	away = -1
	var drawn, others []int // indices; others may make way
	for i, x := range all {
		if !x.Hidden {
			drawn = append(drawn, i)
			if x != keep {
				others = append(others, i)
			}
		}
	}
	if len(drawn) >= Slots {
		away = others[0]
		all[away].Hidden = true
	}
	for slot := range Slots {
		taken := func(i int) bool { return !all[i].Hidden && all[i].Slot == slot }
		if !slices.ContainsFunc(drawn, taken) {
			t.Slot = slot
			break
		}
	}
	t.Hidden = false
	return away
}
