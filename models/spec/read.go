package spec

import (
	"bytes"
	"encoding/json"
	"math"
)

// A Hearer tells what JSON gives as 0 from what it leaves out. Hear comes before it is
// read, and Heard after.
type Hearer interface {
	Hear()
	Heard()
}

// Read reads JSON that somebody has written: a misspelt setting must not pass for the
// default, nor a 0.
func Read(b []byte, into any) error {
	h, hears := into.(Hearer)
	if hears {
		h.Hear()
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if hears {
		h.Heard()
	}
	return err
}

// Zero stands in a number that is given as 0 and not left out, until it is checked.
// Unsaid stands in all of them while they are read.
const (
	Zero   = math.MinInt
	unsaid = Zero / 2
)

// Hear makes numbers ready to be read.
func Hear[T int | float64](numbers ...*T) {
	for _, n := range numbers {
		*n = unsaid
	}
}

// Heard has 0 in those that were left out, and Zero in those that are given as 0.
func Heard[T int | float64](numbers ...*T) {
	for _, n := range numbers {
		switch *n {
		case unsaid:
			*n = 0
		case 0:
			*n = Zero
		}
	}
}

// Hear and Heard make a config a Hearer.
func (c *Config) Hear() { Hear(c.counts()...) }

// Heard comes after Hear.
func (c *Config) Heard() { Heard(c.counts()...) }

// counts are the numbers of which the default may be another than 0.
func (c *Config) counts() []*int {
	return []*int{&c.Data.Train, &c.Data.Test, &c.Data.Shots, &c.Start.Steps, &c.Optim.Batch, &c.Stop.Steps, &c.Stop.Every}
}
