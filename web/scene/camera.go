package scene

import "math"

// A point in space: the plane lies between -1 and 1 along X and Y, Z points up.
type point struct{ X, Y, Z float64 }

// A Camera looks at the middle of the plane from Distance, turned by Yaw around it
// and raised by Pitch, in radians.
type Camera struct {
	Yaw, Pitch, Distance float64
	Width, Height        float64 // of the picture, in pixels
}

// Bounds of a camera: it stays above the plane, near enough to see it.
const (
	lowest, highest   = .08, math.Pi / 2
	nearest, farthest = 2, 8
)

// seaside is the camera that a view begins with.
func seaside() Camera { return Camera{Yaw: -.55, Pitch: .7, Distance: 3.9} }

// aloft is the camera that looks straight down, with the plane upright.
func aloft() Camera { return Camera{Pitch: highest, Distance: 3.9} }

// Turn turns the camera around the plane and raises it.
func (c *Camera) Turn(yaw, pitch float64) {
	c.Yaw = math.Remainder(c.Yaw+yaw, 2*math.Pi)
	c.Pitch = min(max(c.Pitch+pitch, lowest), highest)
}

// Zoom brings the camera nearer by a factor above 1.
func (c *Camera) Zoom(factor float64) {
	c.Distance = min(max(c.Distance/factor, nearest), farthest)
}

// eye is where the camera is.
func (c Camera) eye() point {
	flat := c.Distance * math.Cos(c.Pitch)
	return point{flat * math.Sin(c.Yaw), -flat * math.Cos(c.Yaw), middle + c.Distance*math.Sin(c.Pitch)}
}

// middle is how high above the plane the camera looks.
const middle = .05

// Project returns where a point is on the picture, in pixels from its left and top.
// Seen from straight above nothing looks smaller for being farther: it is a map.
func (c Camera) Project(p point) (x, y float64) {
	sinYaw, cosYaw := math.Sincos(c.Yaw)
	sinPitch, cosPitch := math.Sincos(c.Pitch)
	right := p.X*cosYaw + p.Y*sinYaw
	back := p.Y*cosYaw - p.X*sinYaw // along the ground, away from the camera
	z := p.Z - middle
	up := z*cosPitch + back*sinPitch
	steep := min(max((c.Pitch-1.2)/(highest-1.2), 0), 1)
	depth := c.Distance + (1-steep)*(back*cosPitch-z*sinPitch)
	scale := 1.1 * min(c.Width, 1.3*c.Height) / max(depth, .1)
	return c.Width/2 + right*scale, c.Height/2 - up*scale
}
