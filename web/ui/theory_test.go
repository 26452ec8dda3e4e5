package ui

import "testing"

func TestTheoryPage(t *testing.T) {
	holds(t, &theoryPage{}, "<h1>", "θ = θ₀ + P·v", "https://arxiv.org/abs/1804.08838", `type="range"`, `id="limits"`)
}

func TestToyLab(t *testing.T) {
	l := newToyLab()
	holds(t, l, "d = 7: a loss of ", "whatever v is", "seed 1", "seed 4", "<table", `max="15"`)
	l.dim = 10
	holds(t, l, "d = 10: no loss is left", ">10.000<", "!whatever v is")
	l.draw(l.seed + 1)
	holds(t, l, "seed 5", "no loss is left")
}
