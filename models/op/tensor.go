package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Rows returns the number of rows of x.
func Rows(x mat.Tensor) int { return x.Shape()[0] }

// Cols returns the number of columns of x.
func Cols(x mat.Tensor) int { return x.Shape()[1] }

// Data returns the values of x, row by row. The slice is x's own: writing to it writes to x.
func Data[F kernel.Float](x mat.Tensor) []F { return mat.Data[F](dense[F](x)) }

// Grad returns the accumulated gradient of x, laid out like Data, or nil if x is nil or needs no gradient. It is zero where nothing has
// been accumulated yet. The slice is x's own.
func Grad[F kernel.Float](x mat.Tensor) []F {
	if !needsGrad(x) {
		return nil
	}
	d := dense[F](x)
	if !d.HasGrad() {
		d.AccGrad(d.ZerosLike())
	}
	return mat.Data[F](d.Grad())
}

// ClearGrad sets the gradient of x to zero in place. spago's ZeroGrad drops the buffer instead, to be allocated again at the next step.
func ClearGrad[F kernel.Float](x mat.Tensor) {
	if d := dense[F](x); d.HasGrad() {
		clear(mat.Data[F](d.Grad()))
	}
}

// dense returns the matrix that holds the value and the gradient of x, be it an input, a parameter or an operator's result.
func dense[F kernel.Float](x mat.Tensor) *mat.Dense[F] {
	d, ok := x.Value().(*mat.Dense[F])
	if !ok {
		panic(fmt.Sprintf("op: tensor is a %T, the tape holds a %T", x.Value(), d))
	}
	return d
}

// needsGrad tells whether a gradient has to be computed for x; an absent operand needs none.
func needsGrad(x mat.Tensor) bool { return x != nil && x.RequiresGrad() }

// checkSameShape panics if y has another shape than x.
func checkSameShape(name string, x, y mat.Tensor) {
	if Rows(x) != Rows(y) || Cols(x) != Cols(y) {
		panic(fmt.Sprintf("op: %s: operands are %dx%d and %dx%d", name, Rows(x), Cols(x), Rows(y), Cols(y)))
	}
}

// checkCols panics unless x has the columns that the operator wants.
func checkCols(name string, x mat.Tensor, want int) {
	if Cols(x) != want {
		panic(fmt.Sprintf("op: %s: x has %d columns, wanted %d", name, Cols(x), want))
	}
}

// checkSize panics unless the operand of that name holds want numbers.
func checkSize(name, operand string, x mat.Tensor, want int) {
	if x.Size() != want {
		panic(fmt.Sprintf("op: %s: %s holds %d numbers, wanted %d", name, operand, x.Size(), want))
	}
}

// checkIndices panics unless there are n indices and each is one of limit rows or classes.
func checkIndices(name string, indices []int32, n, limit int) {
	if len(indices) != n {
		panic(fmt.Sprintf("op: %s: %d indices for %d rows", name, len(indices), n))
	}
	for i, index := range indices {
		if index < 0 || int(index) >= limit {
			panic(fmt.Sprintf("op: %s: index %d at %d is outside 0..%d", name, index, i, limit-1))
		}
	}
}

// row returns the i-th of the n equal parts of data.
func row[T any](data []T, i, n int) []T {
	size := len(data) / n
	return data[i*size : (i+1)*size]
}

// cut returns the first n elements of data, and the rest.
func cut[T any](data []T, n int) (first, rest []T) { return data[:n], data[n:] }
