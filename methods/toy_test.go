package methods

import (
	"testing"

	"gonum.org/v1/gonum/mat"

	"petri/models/stream"
)

// The toy problem of Li et al. 2018 (arXiv:1804.08838, section 2): 1000
// parameters in ten blocks, and each block's sum has a target. The solutions
// fill 990 dimensions, so the intrinsic dimension is exactly 10: a random
// subspace of 10 dimensions meets them, one of 9 does not.
const (
	toyD      = 1000
	toyBlocks = 10
)

// toyResidual is the least squared error that a d-dimensional subspace allows.
func toyResidual(t *testing.T, kind string, d, seed int) float64 {
	p, err := newProjection[float64](kind, toyD, d, stream.New(seed, "projection"))
	if err != nil {
		t.Fatal(err)
	}
	sums := mat.NewDense(toyBlocks, d, nil) // of each block, as a function of v
	for j := range d {
		for i, x := range column(p, toyD, d, j) {
			block := i / (toyD / toyBlocks)
			sums.Set(block, j, sums.At(block, j)+x)
		}
	}
	targets := mat.NewVecDense(toyBlocks, nil)
	for k := range toyBlocks {
		targets.SetVec(k, float64(k+1))
	}
	var svd mat.SVD
	if !svd.Factorize(sums, mat.SVDThin) {
		t.Fatal("the decomposition failed")
	}
	var v mat.Dense
	svd.SolveTo(&v, targets, svd.Rank(1e-10))
	var left mat.Dense
	left.Mul(sums, &v)
	left.Sub(&left, targets)
	return mat.Dot(left.ColView(0), left.ColView(0))
}

func TestToyProblemHasIntrinsicDimension10(t *testing.T) {
	for _, kind := range []string{"sparse", "fastfood", "dense"} {
		for seed := range 3 {
			for d := 7; d <= 13; d++ {
				r := toyResidual(t, kind, d, seed)
				if d < toyBlocks && r < 1e-3 { // 0.04 or more was measured; rounding leaves 1e-20
					t.Errorf("%s, seed %d: residual %v at d = %d, which should not be enough", kind, seed, r, d)
				}
				if d >= toyBlocks && r > 1e-6 {
					t.Errorf("%s, seed %d: residual %v at d = %d, which should be enough", kind, seed, r, d)
				}
			}
		}
	}
}
