package stream

import "testing"

func TestStreamsAreApart(t *testing.T) {
	first := func(seed int, purpose string) uint64 { return New(seed, purpose).Uint64() }
	if first(1, "init") != first(1, "init") {
		t.Error("the same seed and purpose drew different numbers")
	}
	if first(1, "init") == first(1, "order") || first(1, "init") == first(2, "init") {
		t.Error("another purpose or seed drew the same number")
	}
}
