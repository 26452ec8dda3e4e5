package kernel

// Panic messages. They name the mistake; the stack names the place.
const (
	badLength = "kernel: slice length does not match the dimensions"
	badDim    = "kernel: negative dimension"
	badWindow = "kernel: window does not fit the image"
	badLabel  = "kernel: label is not a class"
	badPower  = "kernel: length is not a power of two"
	badStep   = "kernel: steps count from 1"
)

// need panics unless x holds exactly n elements.
func need[E any](x []E, n int) {
	if len(x) != n {
		panic(badLength)
	}
}

// matrix panics unless x holds exactly rows × cols elements.
func matrix[E any](x []E, rows, cols int) {
	if rows < 0 || cols < 0 {
		panic(badDim)
	}
	need(x, rows*cols)
}
