package data

import (
	"context"
	"io/fs"

	"petri/models/spec"
)

// mixture loads a set that consists of others of one shape: an example of each in
// turn, whose classes stand behind those of the sets before it.
func mixture(ctx context.Context, files fs.FS, info spec.DataInfo, train, test int, progress func(part float64)) (*Set, error) {
	n := len(info.Of)
	parts := make([]*Set, n)
	for i, name := range info.Of {
		var told func(float64)
		if progress != nil {
			told = func(part float64) { progress((float64(i) + part) / float64(n)) }
		}
		var err error
		if parts[i], err = Load(ctx, files, name, share(train, i, n), share(test, i, n), told); err != nil {
			return nil, err
		}
	}
	set, first := &Set{DataInfo: info}, make([]uint8, n)
	for i := range n - 1 {
		first[i+1] = first[i] + uint8(len(parts[i].Classes))
	}
	take := func(count int, of func(*Set) (x, y []uint8)) (x, y []uint8) {
		size := info.Shape.Size()
		x, y = make([]uint8, 0, count*size), make([]uint8, 0, count)
		for i := range count {
			fromX, fromY := of(parts[i%n])
			x, y = append(x, fromX[i/n*size:][:size]...), append(y, first[i%n]+fromY[i/n])
		}
		return x, y
	}
	set.TrainX, set.TrainY = take(train, func(s *Set) (x, y []uint8) { return s.TrainX, s.TrainY })
	set.TestX, set.TestY = take(test, func(s *Set) (x, y []uint8) { return s.TestX, s.TestY })
	return set, nil
}

// share is how many of count examples the i-th of n sets gives; one at least is
// read of each.
func share(count, i, n int) int { return max(1, (count+n-1-i)/n) }
