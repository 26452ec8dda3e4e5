package kernel

import (
	"math"
	"testing"
)

// TestUnit: rows (3,4) and (0,0); of dy = (1,0) at (.6,.8) what is left across the row is (1−.36, −.48), over 5.
func TestUnit(t *testing.T) {
	x, y, length := []float64{3, 4, 0, 0}, make([]float64, 4), make([]float64, 2)
	Unit(y, length, x, 2, 2, 0x1p-40)
	wantNear(t, "y", y, []float64{.6, .8, 0, 0}, 1e-12)
	wantNear(t, "length", length, []float64{5, 0x1p-20}, 1e-12)
	dx := []float64{1, 1, 0, 0}
	UnitGrad(dx, []float64{1, 0, 1, 0}, y, length, 2, 2)
	wantNear(t, "dx", dx, []float64{1 + .64/5, 1 - .48/5, 0x1p20, 0}, 1e-9)
}

func TestUnit_Length(t *testing.T) {
	x := random[float32](1, 60)
	y, length := make([]float32, 60), make([]float32, 4)
	Unit(y, length, x, 4, 15, 1e-12)
	for r := range 4 {
		sum := 0.0
		for _, v := range y[r*15:][:15] {
			sum += float64(v) * float64(v)
		}
		if math.Abs(sum-1) > 1e-6 {
			t.Errorf("row %d has length² %v", r, sum)
		}
	}
}

func TestUnit_BadInput(t *testing.T) {
	x, length := make([]float32, 6), make([]float32, 2)
	wantPanic(t, badLength, func() { Unit(x[1:], length, x, 2, 3, 0) })
	wantPanic(t, badLength, func() { Unit(x, length, x[1:], 2, 3, 0) })
	wantPanic(t, badLength, func() { Unit(x, length[1:], x, 2, 3, 0) })
	wantPanic(t, badLength, func() { UnitGrad(x[1:], x, x, length, 2, 3) })
	wantPanic(t, badLength, func() { UnitGrad(x, x[1:], x, length, 2, 3) })
	wantPanic(t, badLength, func() { UnitGrad(x, x, x[1:], length, 2, 3) })
	wantPanic(t, badLength, func() { UnitGrad(x, x, x, length[1:], 2, 3) })
}
