// Package charts draws what runs show: curves, sweeps, the ledger, the
// confusion matrix, pictures and probabilities, one chart a file.
//
// A chart is a pure function from numbers to SVG or to a picture, the same in
// the page, in a saved file and in a test. Curves have a live form as well,
// drawn by uPlot. Colour is never the only sign: runs also differ by dash,
// parts of the ledger by pattern, and every cell and bar carries its number.
package charts
