package analysis

import (
	"math"

	"petri/models/kernel"
)

// Features are what a frozen encoder makes of labelled examples.
type Features struct {
	Width  int       // of a row, H
	Rows   []float32 // (N,H)
	Labels []int32   // (N), in [0,K)
}

// N is the number of examples.
func (f Features) N() int { return len(f.Labels) }

const (
	probeSteps = 200
	probeLR    = 0.05
	probeDecay = 1e-3
)

// LinearProbe returns the accuracy on test, in [0,1], of softmax regression that
// is fitted to train: the usual measure of whether classes lie apart in frozen
// features. Every feature is first scaled to mean 0 and variance 1 over train;
// the fit takes 200 steps of AdamW on all of it and draws nothing at random.
func LinearProbe(train, test Features, classes int) float64 {
	H, K := train.Width, classes
	x, z := standardised(train, test)
	w, b := make([]float32, K*H), make([]float32, K)
	dw, db := make([]float32, K*H), make([]float32, K)
	mw, sw, mb, sb := make([]float32, K*H), make([]float32, K*H), make([]float32, K), make([]float32, K)
	p, dp := make([]float32, train.N()*K), make([]float32, train.N()*K)
	for step := 1; step <= probeSteps; step++ {
		logits(p, x, w, b, train.N(), H, K)
		kernel.CrossEntropy(p, p, train.Labels, train.N(), K)
		clear(dp)
		clear(dw)
		clear(db)
		kernel.CrossEntropyGrad(dp, p, train.Labels, train.N(), K, 1)
		kernel.GemmAT(dw, dp, x, K, H, train.N())
		kernel.SumRows(db, dp, train.N(), K)
		lr := float32(probeLR * (1 - float64(step-1)/probeSteps))
		kernel.AdamW(w, dw, mw, sw, lr, 0.9, 0.99, 1e-8, step, probeDecay)
		kernel.AdamW(b, db, mb, sb, lr, 0.9, 0.99, 1e-8, step, 0)
	}
	p = make([]float32, test.N()*K)
	logits(p, z, w, b, test.N(), H, K)
	return share(test, func(i int) int32 { return int32(argmax(p[i*K:][:K])) })
}

// logits fills y (N,K) with x·wᵀ + b: x (N,H), w (K,H), b (K).
func logits(y, x, w, b []float32, N, H, K int) {
	clear(y)
	kernel.AddRows(y, b, N, K)
	kernel.GemmBT(y, x, w, N, K, H)
}

// neighbours is how many of the nearest examples vote.
const neighbours = 10

// NearestProbe returns the accuracy on test, in [0,1], of a vote of the ten
// nearest examples of train by the cosine of their features, which are scaled as
// in LinearProbe. It fits nothing. Of classes with as many votes the one whose
// nearest example is nearer wins.
func NearestProbe(train, test Features, classes int) float64 {
	x, z := standardised(train, test)
	H := train.Width
	unit(x, H)
	unit(z, H)
	likeness := make([]float32, train.N())
	return share(test, func(i int) int32 {
		clear(likeness)
		kernel.GemmBT(likeness, z[i*H:][:H], x, 1, train.N(), H)
		return vote(likeness, train.Labels, classes)
	})
}

// vote takes the labels of the greatest likenesses, which it spends.
func vote(likeness []float32, labels []int32, classes int) int32 {
	votes := make([]int, classes)
	first := make([]int, classes) // when a class was first voted for
	for round := range min(neighbours, len(likeness)) {
		best := argmax(likeness)
		likeness[best] = float32(math.Inf(-1))
		if label := labels[best]; votes[label] == 0 {
			first[label] = round
		}
		votes[labels[best]]++
	}
	best := 0
	for class, n := range votes {
		if n > votes[best] || n == votes[best] && first[class] < first[best] {
			best = class
		}
	}
	return int32(best)
}

// standardised returns the rows of both with the mean and the variance that
// every feature has over train taken out. A feature that is constant there is 0.
func standardised(train, test Features) (x, z []float32) {
	H := train.Width
	x, z = append(x, train.Rows...), append(z, test.Rows...)
	for h := range H {
		sum, squares := 0.0, 0.0
		for i := range train.N() {
			sum += float64(x[i*H+h])
		}
		mean := sum / float64(train.N())
		for i := range train.N() {
			d := float64(x[i*H+h]) - mean
			squares += float64(d * d)
		}
		scale := 0.0
		if std := math.Sqrt(squares / float64(train.N())); std > 1e-6 {
			scale = 1 / std
		}
		for _, rows := range [][]float32{x, z} {
			for i := h; i < len(rows); i += H {
				rows[i] = float32((float64(rows[i]) - mean) * scale)
			}
		}
	}
	return x, z
}

// unit scales every row to length 1.
func unit(rows []float32, H int) {
	for first := 0; first < len(rows); first += H {
		row := rows[first:][:H]
		squares := 0.0
		for _, v := range row {
			squares += float64(float64(v) * float64(v))
		}
		kernel.Scale(row, float32(1/math.Sqrt(squares+1e-12)))
	}
}

func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// share is the part of test that is given its own label.
func share(test Features, label func(i int) int32) float64 {
	right := 0
	for i, want := range test.Labels {
		if label(i) == want {
			right++
		}
	}
	return float64(right) / float64(max(1, test.N()))
}
