package toy

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"gonum.org/v1/gonum/mat"
)

const (
	seeds = 100
	most  = 15
)

func TestTenDimensionsSolveIt(t *testing.T) {
	least := math.Inf(1)
	for seed := range seeds {
		for d, s := range Solve(most, seed) {
			if d >= Blocks && !(s.Loss < 1e-6) {
				t.Errorf("seed %d: a loss of %v at d = %d, which should be enough", seed, s.Loss, d)
			}
			if d < Blocks && s.Loss < 1e-3 {
				t.Errorf("seed %d: a loss of %v at d = %d, which should not be enough", seed, s.Loss, d)
			}
			if d < Blocks {
				least = min(least, s.Loss)
			}
		}
	}
	t.Logf("the least loss of 9 dimensions or fewer is %.4f", least)
}

func TestWithoutDimensionsNothingIsReached(t *testing.T) {
	s := Solve(0, 1)
	if len(s) != 1 || s[0].Loss != 385 || s[0].Sums != (Sums{}) { // 1² + 2² + … + 10²
		t.Errorf("got %+v", s)
	}
}

// A larger subspace contains the smaller ones of its seed.
func TestMoreDimensionsNeverLoseMore(t *testing.T) {
	for seed := range seeds {
		all := Solve(most, seed)
		for d := range most {
			if all[d+1].Loss > all[d].Loss {
				t.Errorf("seed %d: %v at d = %d, after %v", seed, all[d+1].Loss, d+1, all[d].Loss)
			}
		}
		if fewer := Solve(7, seed); !reflect.DeepEqual(fewer, all[:8]) {
			t.Errorf("seed %d: the first 7 columns depend on how many follow", seed)
		}
	}
}

func TestLeastSquaresAgreesWithGonum(t *testing.T) {
	for seed := range 10 {
		rng := rand.New(rand.NewPCG(uint64(seed), 0x746f79))
		var columns []float64
		for range most {
			sums := column(rng)
			columns = append(columns, sums[:]...)
		}
		targets := Targets()
		for d, s := range Solve(most, seed)[1:] {
			a := mat.DenseCopyOf(mat.NewDense(d+1, Blocks, columns[:(d+1)*Blocks]).T())
			var svd mat.SVD
			if !svd.Factorize(a, mat.SVDThin) {
				t.Fatal("the decomposition failed")
			}
			var v, sums mat.Dense
			svd.SolveTo(&v, mat.NewDense(Blocks, 1, targets[:]), svd.Rank(1e-12))
			sums.Mul(a, &v)
			for k := range Blocks {
				if math.Abs(sums.At(k, 0)-s.Sums[k]) > 1e-9 {
					t.Errorf("seed %d, d = %d: block %d sums to %v, not %v", seed, d+1, k, s.Sums[k], sums.At(k, 0))
				}
			}
		}
	}
}

func TestColumn_hasALengthOf1(t *testing.T) {
	// Each block sum of a column of length 1 has the variance 100/1000: so the
	// squares of 10 of them add up to 1 on average. The mean of 1000 columns is
	// within 5 standard errors, √(2/10)/√1000 each.
	rng := rand.New(rand.NewPCG(1, 2))
	total := 0.0
	for range 1000 {
		c := column(rng)
		total += c.dot(c)
	}
	if mean := total / 1000; math.Abs(mean-1) > 5*math.Sqrt(0.2/1000) {
		t.Errorf("got %v", mean)
	}
}

func BenchmarkSolve(b *testing.B) {
	for i := range b.N {
		Solve(most, i)
	}
}
