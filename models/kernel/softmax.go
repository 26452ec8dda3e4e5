package kernel

import "math"

// Softmax computes y = e**x / Σ e**x along each row of x (M,N). The row's maximum is taken off first, so nothing overflows.
// y may be x.
func Softmax[F Float](y, x []F, rows, cols int) {
	matrix(y, rows, cols)
	matrix(x, rows, cols)
	for r := range rows {
		softmaxRow(y[r*cols:][:cols], x[r*cols:][:cols])
	}
}

// softmaxRow fills y with the softmax of x and returns log Σ e**x.
func softmaxRow[F Float](y, x []F) float64 {
	top := float64(maximum(x))
	sum := 0.0
	var e [chunk]float64
	for at := 0; at < len(x); at += chunk {
		x := x[at:min(at+chunk, len(x))]
		e := e[:len(x)]
		for i, v := range x {
			e[i] = float64(v) - top
		}
		exps[F](e)
		for i, v := range e {
			y[at+i] = F(v)
			sum += v
		}
	}
	Scale(y, F(1/sum))
	return top + math.Log(sum)
}

// maximum returns the largest element of x, -Inf for none.
func maximum[F Float](x []F) F {
	top := F(math.Inf(-1))
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	return top
}

// SoftmaxGrad adds the gradient through Softmax from its output y (M,N): dx += y ⊙ (dy − Σ_row dy⊙y).
func SoftmaxGrad[F Float](dx, dy, y []F, rows, cols int) {
	matrix(dx, rows, cols)
	matrix(dy, rows, cols)
	matrix(y, rows, cols)
	for r := range rows {
		dx, dy, y := dx[r*cols:][:cols], dy[r*cols:][:cols], y[r*cols:][:cols]
		mean := Dot(dy, y)
		for i, v := range y {
			dx[i] += F(v * (dy[i] - mean))
		}
	}
}

// LogSumExp computes dst (M) = log Σ e**x along each row of x (M,N); -Inf for an empty row.
func LogSumExp[F Float](dst, x []F, rows, cols int) {
	matrix(x, rows, cols)
	need(dst, rows)
	for r := range rows {
		x := x[r*cols:][:cols]
		top := float64(maximum(x))
		sum := 0.0
		for _, v := range x {
			sum += exp[F](float64(v) - top)
		}
		dst[r] = F(top + math.Log(sum))
	}
}

// CrossEntropy computes p = softmax(x) along each row of the logits x (B,K) and returns the mean of −log p[label] over the rows, in
// nats. p may be x. It panics if a label is not in [0, K) or there are no rows.
func CrossEntropy[F Float](p, x []F, labels []int32, rows, cols int) F {
	matrix(p, rows, cols)
	matrix(x, rows, cols)
	need(labels, rows)
	sum := 0.0
	for r, label := range labels {
		if label < 0 || int(label) >= cols {
			panic(badLabel)
		}
		logit := float64(x[r*cols+int(label)])
		sum += softmaxRow(p[r*cols:][:cols], x[r*cols:][:cols]) - logit
	}
	return F(sum / float64(rows))
}

// CrossEntropyGrad adds the gradient of scale · CrossEntropy with respect to the logits, from its probabilities p (B,K):
// dx += scale/B · (p − onehot(labels)).
func CrossEntropyGrad[F Float](dx, p []F, labels []int32, rows, cols int, scale F) {
	matrix(dx, rows, cols)
	matrix(p, rows, cols)
	need(labels, rows)
	w := scale / F(rows)
	Axpy(dx, w, p)
	for r, label := range labels {
		if label < 0 || int(label) >= cols {
			panic(badLabel)
		}
		dx[r*cols+int(label)] -= w
	}
}
