export const PRODUCT = '/demo/silk/jardin-d-hiver/';
