import "./house.js";
