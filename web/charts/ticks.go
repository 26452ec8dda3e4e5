package charts

import (
	"math"

	"petri/web/ui/text"
)

// ticks returns about n round values that lie in [lo, hi], and never -0.
func ticks(lo, hi float64, n int) []float64 {
	if !(hi > lo) {
		return []float64{lo}
	}
	raw := (hi - lo) / float64(n)
	unit := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * unit
	for _, m := range []float64{1, 2, 5} {
		if raw <= m*unit {
			step = m * unit
			break
		}
	}
	var all []float64
	for i := math.Ceil(lo/step-1e-9) + 0; i*step <= hi+step*1e-9; i++ {
		all = append(all, i*step)
	}
	return all
}

// logTicks returns the values 1, 2 and 5 of each decade that lie in [lo, hi];
// the powers of ten alone if those are many. There are none unless
// 0 < lo < hi.
func logTicks(lo, hi float64) []float64 {
	if !(0 < lo && lo < hi) {
		return nil
	}
	factors := []float64{1, 2, 5}
	if hi/lo > 1000 {
		factors = factors[:1]
	}
	var all []float64
	for e := math.Floor(math.Log10(lo)); e <= math.Ceil(math.Log10(hi)); e++ {
		for _, f := range factors {
			if v := f * math.Pow(10, e); v >= lo*(1-1e-9) && v <= hi*(1+1e-9) {
				all = append(all, v)
			}
		}
	}
	return all
}

// label writes the value of a tick without the dust of floating point.
func label(v float64) string { return text.Tick(v) }
