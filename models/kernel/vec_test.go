package kernel

import "testing"

func TestVectors(t *testing.T) {
	y := []float32{1, 2, 3}
	Add(y, []float32{1, 1, 1})
	wantNear(t, "Add", y, []float32{2, 3, 4}, 0)
	Axpy(y, -2, []float32{1, 0, 2})
	wantNear(t, "Axpy", y, []float32{0, 3, 0}, 0)
	Scale(y, 3)
	wantNear(t, "Scale", y, []float32{0, 9, 0}, 0)
	if got := Dot(y, []float32{5, 2, 7}); got != 18 {
		t.Errorf("Dot = %v, want 18", got)
	}
	for _, f := range []func(){
		func() { Add(y, y[1:]) },
		func() { Axpy(y, 1, y[1:]) },
		func() { Dot(y, y[1:]) },
	} {
		wantPanic(t, badLength, f)
	}
}

// TestDot_Float64Sum: a float32 sum would lose each of the small terms against the first.
func TestDot_Float64Sum(t *testing.T) {
	x := make([]float32, 1001)
	for i := range x {
		x[i] = 1
	}
	x[0] = 1 << 24
	one := make([]float32, len(x))
	for i := range one {
		one[i] = 1
	}
	if got := Dot(x, one); got != 1<<24+1000 {
		t.Errorf("Dot = %v, want %v", got, 1<<24+1000)
	}
}

func TestRows(t *testing.T) {
	y := []float32{1, 2, 3, 4, 5, 6}
	AddRows(y, []float32{10, 20, 30}, 2, 3)
	wantNear(t, "AddRows", y, []float32{11, 22, 33, 14, 25, 36}, 0)
	db := []float32{1, 1, 1}
	SumRows(db, y, 2, 3)
	wantNear(t, "SumRows", db, []float32{26, 48, 70}, 0)
	wantPanic(t, badLength, func() { AddRows(y, db, 3, 2) })
	wantPanic(t, badLength, func() { SumRows(db, y, 3, 3) })
	wantPanic(t, badDim, func() { AddRows(y, db, -2, -3) })
}

func TestChannels(t *testing.T) {
	y := make([]float32, 2*2*3) // two images of two channels of three pixels
	AddChannels(y, []float32{1, 2}, 2, 2, 3)
	wantNear(t, "AddChannels", y, []float32{1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2}, 0)
	db := []float32{1, 0}
	SumChannels(db, y, 2, 2, 3)
	wantNear(t, "SumChannels", db, []float32{7, 12}, 0)
	wantPanic(t, badLength, func() { AddChannels(y, db, 2, 2, 2) })
	wantPanic(t, badLength, func() { SumChannels(db[1:], y, 2, 2, 3) })
}

func BenchmarkVectors(b *testing.B) {
	const rows, cols = 64, 200
	y, x, row := make([]float32, rows*cols), random[float32](1, rows*cols), random[float32](2, cols)
	for _, bench := range []struct {
		name string
		f    func()
	}{
		{"Add", func() { Add(y, x) }},
		{"Axpy", func() { Axpy(y, 1e-6, x) }},
		{"Dot", func() { Dot(y, x) }},
		{"AddRows", func() { AddRows(y, row, rows, cols) }},
		{"SumRows", func() { SumRows(row, y, rows, cols) }},
		{"AddChannels", func() { AddChannels(y, row[:20], 64, 20, 10) }},
		{"SumChannels", func() { SumChannels(row[:20], y, 64, 20, 10) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.f()
			}
			elements(b, rows*cols)
		})
	}
}
