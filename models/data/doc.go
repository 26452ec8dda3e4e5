// Package data holds the data sets: labelled images, one set a file, all
// behind Load.
//
// A set lives in a folder of its own name as a few files without any header:
// the images of a part, one byte a value, channel after channel, and after them
// their labels, one byte each. Of colour images the files hold what Encode makes
// of them. Training examples stand in their original order, 10,000 a part. Test
// part r holds every fifth test example from the r-th on, because test examples
// are sorted by where they came from (MNIST's first 2,000 are measurably harder
// than the rest), and a run that measures on a few should meet all kinds. So a
// run on MNIST's defaults fetches train-0 and test-0 and nothing else.
//
// Every part has its SHA-256 in sums.json, which is compiled in: what Load
// returns is exactly what the generator in the folder make wrote, or an error.
//
// A run learns a Task made of a set: half its classes, a few examples of each,
// images that are rotated, inverted or noisy, or shuffled pixels or labels.
//
// Adding a set is one file here that calls Register, and one source in make.
package data
