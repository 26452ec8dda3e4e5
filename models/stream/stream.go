// Package stream draws Petri's random numbers. Each purpose has a stream of
// its own, so that drawing more for one never shifts another, and a run's
// seed decides them all.
package stream

import (
	"hash/fnv"
	"math/rand/v2"
)

// New returns the stream of a purpose, such as "init" or "projection", under
// a run's seed. The same pair gives the same numbers on every machine.
func New(seed int, purpose string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(purpose))
	return rand.New(rand.NewPCG(uint64(seed), h.Sum64()))
}
